// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.postern.integration.variants.Variant;
import org.postern.integration.variants.VariantGenerator;

/** Looks at ambiguous messages in every view, and counts what any single view shows but the union does not. */
final class VariantRun {
    private static final int MOST_SHOWN = 20;

    private final long seed;
    private final int count;

    VariantRun(long seed, int count) {
        this.seed = seed;
        this.count = count;
    }

    void run(Map<String, Object> figures, PrintStream out) throws IOException, InterruptedException {
        List<Variant> variants = Stream.generate(new VariantGenerator(seed)::next).limit(count).toList();
        Comparison all = Comparison.of(variants, UnionView.ofAllReadings(), Optional.of(new PythonView().shows(variants)));
        all.escaped().stream().limit(MOST_SHOWN).forEach(variant ->
            out.printf("  escaped: seed %d number %d (%s)%n", seed, variant.number(), variant.mechanism()));
        out.printf("  %d variants of seed %d show what they hold to: mime4j strict %d, mime4j lenient %d, Python %d, union %d;"
            + " %d told ambiguous%n", count, seed, all.strict(), all.lenient(), all.python(), all.union(), all.ambiguous());
        figures.put("variants", count);
        figures.put("escaped", all.escaped().size());
        figures.put("shown_by_union", all.union());
        figures.put("shown_by_mime4j_strict", all.strict());
        figures.put("shown_by_mime4j_lenient", all.lenient());
        figures.put("shown_by_python", all.python());
    }
}
