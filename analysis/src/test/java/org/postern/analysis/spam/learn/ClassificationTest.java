// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class ClassificationTest {

    /** Figures worked out by hand from Robinson's formulae. */
    @Test
    void tokensShouldWeighByHowOftenTheyWereSeen() {
        assertThat(ChiSquared.token(1, 0, 100, 100)).isCloseTo((0.03 * 0.538 + 1) / 1.03, within(1e-12));
        assertThat(ChiSquared.token(0, 10, 100, 100)).isCloseTo(0.03 * 0.538 / 10.03, within(1e-12));
        assertThat(ChiSquared.token(10, 10, 100, 200)).isCloseTo((0.03 * 0.538 + 20 * (2 / 3.0)) / 20.03, within(1e-12));
    }

    @Test
    void equalEvidenceOnBothSidesShouldBeUndecided() {
        ChiSquared.Combined found = ChiSquared.combine(new double[] {0.99, 0.01, 0.98, 0.02}, 500, 500);
        assertThat(found.probability()).isCloseTo(0.5, within(1e-9));
        assertThat(found.logOdds()).isCloseTo(0, within(1e-9));
    }

    @Test
    void manyTellingTokensShouldNotOverflow() {
        double[] spam = new double[150];
        Arrays.fill(spam, 0.9999);
        ChiSquared.Combined found = ChiSquared.combine(spam, 1000, 10);
        assertThat(found.probability()).isGreaterThan(0.9999).isLessThanOrEqualTo(1);
        assertThat(found.logOdds()).isEqualTo(40);
    }

    @Test
    void rankingShouldCountPairsInTheWrongOrder() {
        List<Ranking.Score> scores = new ArrayList<>();
        for (double value : new double[] {0.1, 0.2, 0.3, 0.8}) {
            scores.add(new Ranking.Score(Judgement.HAM, value));
        }
        for (double value : new double[] {0.3, 0.7, 0.9, 0.95}) {
            scores.add(new Ranking.Score(Judgement.SPAM, value));
        }
        Ranking ranking = Ranking.of(scores, 0.5);
        // 0.8 stands above two spam messages, and 0.3 ties with one: 2.5 of 16 pairs.
        assertThat(ranking.aucLossPercent()).isCloseTo(100 * 2.5 / 16, within(1e-9));
        assertThat(ranking.falsePositives()).isEqualTo(1);
        assertThat(ranking.falseNegatives()).isEqualTo(1);
        assertThat(ranking.missedPercent()).isEqualTo(50);
    }

    @Test
    void layersShouldBeReadAsTheyAreWritten() {
        for (Layer layer : List.of(Layer.site(), Layer.domain("Example.ORG"), Layer.user("Joe@example.org"))) {
            assertThat(Layer.parse(layer.text())).isEqualTo(layer);
        }
        for (String bad : List.of("", "sites", "site:x", "domain:", "domain:a@b", "user:joe", "user:@x", "user:joe@")) {
            assertThat(catchThrowable(() -> Layer.parse(bad))).as(bad)
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allowed");
        }
    }
}
