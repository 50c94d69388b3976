// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        VariantGenerator generator = new VariantGenerator(seed);
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            variants.add(generator.next());
        }
        List<Boolean> python = new PythonView().shows(variants);
        ParserView strict = new ParserView(true);
        ParserView lenient = new ParserView(false);
        UnionView union = new UnionView();
        int[] shown = new int[4];
        int ambiguous = 0;
        int escaped = 0;
        for (int i = 0; i < count; i++) {
            Variant variant = variants.get(i);
            boolean byStrict = strict.shows(variant.message(), variant.wanted());
            boolean byLenient = lenient.shows(variant.message(), variant.wanted());
            UnionView.Answer answer = union.look(variant);
            shown[0] += byStrict ? 1 : 0;
            shown[1] += byLenient ? 1 : 0;
            shown[2] += python.get(i) ? 1 : 0;
            shown[3] += answer.shown() ? 1 : 0;
            ambiguous += answer.ambiguous() ? 1 : 0;
            boolean seen = answer.shown() && (!variant.virus() || answer.engines());
            if (!seen && (byStrict || byLenient || python.get(i))) {
                escaped++;
                if (escaped <= MOST_SHOWN) {
                    out.printf("  escaped: seed %d number %d (%s)%n", seed, variant.number(), variant.mechanism());
                }
            }
        }
        out.printf("  %d variants of seed %d show what they hold to: mime4j strict %d, mime4j lenient %d, Python %d, union %d;"
            + " %d told ambiguous%n", count, seed, shown[0], shown[1], shown[2], shown[3], ambiguous);
        figures.put("variants", count);
        figures.put("escaped", escaped);
        figures.put("shown_by_union", shown[3]);
        figures.put("shown_by_mime4j_strict", shown[0]);
        figures.put("shown_by_mime4j_lenient", shown[1]);
        figures.put("shown_by_python", shown[2]);
    }
}
