// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.postern.analysis.facts.HeaderField;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ModelTrainerProperties {
    private static final List<Layer> LAYERS = List.of(Layer.site(), Layer.domain("example.org"), Layer.user("joe@example.org"));

    record Teaching(MessageFeatures features, Judgement judgement, List<Layer> layers) {
        Lesson to(ModelTrainer trainer) {
            return trainer.teach(features, judgement, layers, LAYERS);
        }
    }

    @Provide
    Arbitrary<List<Teaching>> teachings() {
        Arbitrary<String> words = Arbitraries.of("prize", "Meeting", "budget", "CLICK", "http://a.example.com/x", "joe@example.net",
            "\u00c3\u00a4\u00c3\u00b6\u00c3\u00bc", "--", "$1,000,000", "averyveryverylongword");
        Arbitrary<String> text = words.list().ofMinSize(0).ofMaxSize(12).map(list -> String.join(" ", list));
        Arbitrary<MessageFeatures> features = Combinators.combine(text, text).as((subject, body) -> MessageFeatures.of(
            new LearnableMessage(List.of(new HeaderField("Subject", subject, subject)), List.of(subject, body), List.of(), List.of(),
                body, subject + body)));
        Arbitrary<List<Layer>> layers = Arbitraries.of(LAYERS).set().ofMinSize(1).map(List::copyOf);
        return Combinators.combine(features, Arbitraries.of(Judgement.class), layers).as(Teaching::new).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 60)
    void learningAndUnlearningShouldRestoreTheModelExactly(@ForAll("teachings") List<Teaching> before,
                                                           @ForAll("teachings") List<Teaching> more, @ForAll long seed) {
        ModelTrainer trainer = new ModelTrainer();
        before.forEach(teaching -> teaching.to(trainer));
        LearnedModel model = trainer.snapshot();
        List<Lesson> lessons = new ArrayList<>(more.stream().map(teaching -> teaching.to(trainer)).toList());
        assertThat(trainer.snapshot().trained()).isNotEqualTo(model.trained());
        Collections.shuffle(lessons, new Random(seed));
        lessons.forEach(trainer::remove);
        assertThat(trainer.snapshot()).isEqualTo(model);
    }

    @Property(tries = 40)
    void lessonsShouldMakeTheSameModelInAnyOrderAndAfterStorage(@ForAll("teachings") List<Teaching> teachings, @ForAll long seed) {
        ModelTrainer teacher = new ModelTrainer();
        List<Lesson> lessons = new ArrayList<>(teachings.stream().map(teaching -> teaching.to(teacher)).toList());
        Collections.shuffle(lessons, new Random(seed));
        ModelTrainer copy = new ModelTrainer();
        lessons.forEach(lesson -> copy.add(LessonCodec.decode(LessonCodec.encode(lesson))));
        assertThat(copy.snapshot()).isEqualTo(teacher.snapshot());
    }

    @Property(tries = 200)
    void brokenLessonsShouldBeRefused(@ForAll byte[] bytes) {
        try {
            Lesson lesson = LessonCodec.decode(bytes);
            assertThat(LessonCodec.decode(LessonCodec.encode(lesson))).usingRecursiveComparison().isEqualTo(lesson);
        } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
    }
}
