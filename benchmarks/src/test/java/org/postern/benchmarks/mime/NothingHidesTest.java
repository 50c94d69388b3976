// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postern.integration.variants.Variant;
import org.postern.integration.variants.VariantGenerator;

/** A selection of what {@code ./bench mime} counts, in every build: other messages than there, and the same ones each time. */
class NothingHidesTest {
    private static final long SEED = 4_711;
    private static final int VARIANTS = 800;
    private static List<Variant> variants;

    @BeforeAll
    static void generate() {
        variants = Stream.generate(new VariantGenerator(SEED)::next).limit(VARIANTS).toList();
    }

    @Test
    void whatAnyParserShowsTheUnionShouldShowToo() throws IOException, InterruptedException {
        boolean python = PythonView.isInstalled();
        Comparison all = Comparison.of(variants, UnionView.ofAllReadings(),
            python ? Optional.of(new PythonView().shows(variants)) : Optional.empty());

        assertThat(all.escaped()).extracting(NothingHidesTest::described).isEmpty();
        // Each view shows enough of them for its silence about the others to tell something.
        assertThat(List.of(all.strict(), all.lenient(), python ? all.python() : VARIANTS)).allMatch(shown -> shown > VARIANTS / 20);
        assertThat(all.union()).isGreaterThan(VARIANTS / 2).isGreaterThan(all.python());
    }

    @Test
    void aSingleReadingShouldMissSomeOfThem() throws IOException {
        assertThat(Comparison.of(variants, UnionView.ofStandardReadingAlone(), Optional.empty()).escaped()).isNotEmpty();
    }

    private static String described(Variant variant) {
        return "seed " + SEED + " number " + variant.number() + ": " + variant.mechanism();
    }
}
