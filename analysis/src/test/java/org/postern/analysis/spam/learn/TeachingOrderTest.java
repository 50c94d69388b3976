// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.HeaderField;

/** People teach folder by folder; what was taught last must not decide about everything that follows. */
class TeachingOrderTest {
    private static final int EACH = 300;
    private static final String COMMON = "Dear reader of this list, please find our answer below. Best regards from the whole office. ";

    private final Random random = new Random(20261101);

    private record Mail(MessageFeatures features, Judgement truth) { }

    private Mail mail(Judgement truth) {
        String kind = truth == Judgement.HAM ? "report" : "offer";
        // a third of the words tell a little, the rest is the same everywhere
        String body = COMMON + IntStream.range(0, 12).mapToObj(i -> (random.nextInt(3) == 0 ? kind : "word") + random.nextInt(60))
            .collect(Collectors.joining(" "));
        return new Mail(MessageFeatures.of(new LearnableMessage(List.of(new HeaderField("Subject", "An answer", "An answer")),
            List.of("An answer", body), List.of(), List.of(), body, "Subject: An answer\r\n\r\n" + body)), truth);
    }

    private List<Mail> mails(Judgement truth) {
        return IntStream.range(0, EACH).mapToObj(i -> mail(truth)).toList();
    }

    private static LearnedModel taught(List<Mail> mails) {
        ModelTrainer trainer = new ModelTrainer();
        mails.forEach(mail -> trainer.teach(mail.features(), mail.truth(), List.of(Layer.site()), List.of()));
        return trainer.snapshot();
    }

    private long wrong(LearnedModel model, Judgement truth) {
        return IntStream.range(0, EACH).mapToObj(i -> mail(truth)).filter(mail -> {
            double spam = model.classify(mail.features(), List.of(), LearningPolicy.defaults()).combined().orElseThrow();
            return truth == Judgement.HAM ? spam > 0.6 : spam < 0.4;
        }).count();
    }

    @Test
    void aFolderOfEachKindShouldTeachAboutTheSameInEveryOrder() {
        List<Mail> ham = mails(Judgement.HAM);
        List<Mail> spam = mails(Judgement.SPAM);
        List<Mail> hamFirst = new ArrayList<>(ham);
        hamFirst.addAll(spam);
        List<Mail> spamFirst = new ArrayList<>(spam);
        spamFirst.addAll(ham);
        List<Mail> inTurns = new ArrayList<>(hamFirst);
        Collections.shuffle(inTurns, random);
        for (List<Mail> order : List.of(inTurns, hamFirst, spamFirst)) {
            LearnedModel model = taught(order);
            assertThat(wrong(model, Judgement.HAM)).isLessThan(EACH / 10);
            assertThat(wrong(model, Judgement.SPAM)).isLessThan(EACH / 10);
        }
    }
}
