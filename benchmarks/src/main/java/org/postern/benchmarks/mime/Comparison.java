// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.integration.variants.Variant;

/**
 * What each view shows of the same ambiguous messages. It exists so that the measurement and the test of every build ask one question:
 * what does any single view show that the union does not?
 *
 * @param strict    messages of which mime4j's strict reading shows what is wanted
 * @param lenient   the same for its forgiving reading
 * @param python    the same for Python's email package; 0 where it was not asked
 * @param union     the same for Postern's union
 * @param ambiguous messages that are told ambiguous
 * @param escaped   those that a single view shows and the union, or what virus engines get of it, does not
 */
record Comparison(int strict, int lenient, int python, int union, int ambiguous, List<Variant> escaped) {

    /** Compares the union with the parsers of this process and, where there are any, with Python's answers for the same messages. */
    static Comparison of(List<Variant> variants, UnionView unionView, Optional<List<Boolean>> pythonShows) throws IOException {
        ParserView strictView = new ParserView(true);
        ParserView lenientView = new ParserView(false);
        List<Variant> escaped = new ArrayList<>();
        int strict = 0;
        int lenient = 0;
        int python = 0;
        int union = 0;
        int ambiguous = 0;
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            boolean byStrict = strictView.shows(variant.message(), variant.wanted());
            boolean byLenient = lenientView.shows(variant.message(), variant.wanted());
            boolean byPython = pythonShows.isPresent() && pythonShows.get().get(i);
            UnionView.Answer answer = unionView.look(variant);
            strict += byStrict ? 1 : 0;
            lenient += byLenient ? 1 : 0;
            python += byPython ? 1 : 0;
            union += answer.shown() ? 1 : 0;
            ambiguous += answer.ambiguous() ? 1 : 0;
            boolean seen = answer.shown() && (!variant.virus() || answer.engines());
            if (!seen && (byStrict || byLenient || byPython)) {
                escaped.add(variant);
            }
        }
        return new Comparison(strict, lenient, python, union, ambiguous, List.copyOf(escaped));
    }
}
