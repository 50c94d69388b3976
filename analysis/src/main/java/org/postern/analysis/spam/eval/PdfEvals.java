// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.Octets;

/** Tests of attached PDF documents: spam that is only a picture in a document leaves no text to look at. */
public final class PdfEvals {
    private PdfEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("PDFInfo"), Set.of(), Set.of(), Map.ofEntries(
            Map.entry("pdf_count", call -> within(call, PdfDocuments::count)),
            Map.entry("pdf_image_count", call -> within(call, PdfDocuments::pictures)),
            Map.entry("pdf_pixel_coverage", call -> within(call, pdf -> pdf.area() == 0 ? Double.NaN : pdf.area())),
            Map.entry("pdf_is_encrypted", call -> context -> EvalOutcome.of(documents(context).encrypted())),
            Map.entry("pdf_named", call -> has(call.argument(0), PdfDocuments::names)),
            Map.entry("pdf_match_md5", call -> has(call.argument(0).toUpperCase(Locale.ROOT), PdfDocuments::sums)),
            Map.entry("pdf_match_fuzzy_md5", call -> has(call.argument(0).toUpperCase(Locale.ROOT), PdfDocuments::looseSums)),
            Map.entry("pdf_name_regex", call -> any(call.argument(0), PdfDocuments::names)),
            Map.entry("pdf_match_details", call -> any(call.argument(1), pdf -> pdf.details(call.argument(0)))),
            Map.entry("pdf_is_empty_body", PdfEvals::emptyBody),
            Map.entry("pdf_image_to_text_ratio", PdfEvals::textRatio),
            Map.entry("pdf_image_size_exact", call -> sized(call, (size, bounds) -> size.height() == bounds[0]
                && size.width() == bounds[1])),
            Map.entry("pdf_image_size_range", call -> sized(call, (size, bounds) -> size.height() >= bounds[0] && size.width() >= bounds[1]
                && size.height() <= bounds[2] && size.width() <= bounds[3]))));
    }

    private static EvalTest within(EvalCall call, ToDoubleFunction<PdfDocuments> measure) {
        call.argument(0);
        double least = call.number(0, 0);
        double most = call.number(1, Double.POSITIVE_INFINITY);
        return context -> {
            double value = measure.applyAsDouble(documents(context));
            return EvalOutcome.of(value >= least && value <= most);
        };
    }

    private static EvalTest has(String wanted, Function<PdfDocuments, Set<String>> values) {
        return context -> EvalOutcome.of(!wanted.isEmpty() && values.apply(documents(context)).contains(wanted));
    }

    private static EvalTest any(String expression, Function<PdfDocuments, Set<String>> values) {
        Pattern pattern = Evals.pattern(expression);
        return context -> values.apply(documents(context)).stream()
            .filter(value -> pattern.matcher(context.watch(value)).find()).findFirst().map(EvalOutcome::hit).orElseGet(EvalOutcome::miss);
    }

    private static EvalTest emptyBody(EvalCall call) {
        double most = call.number(0, 0);
        return context -> {
            List<String> lines = Evals.mail(context).body();
            long octets = lines.stream().skip(1).filter(line -> !Octets.isBlank(line)).mapToLong(String::length).sum();
            return EvalOutcome.of(documents(context).count() > 0 && octets <= most);
        };
    }

    private static EvalTest textRatio(EvalCall call) {
        call.argument(1);
        double least = call.number(0, 0);
        double below = call.number(1, 0);
        return context -> {
            long area = documents(context).area();
            long text = Evals.mail(context).body().stream().mapToLong(String::length).sum();
            double ratio = (double) text / area;
            return EvalOutcome.of(area > 0 && text > 0 && ratio >= least && ratio < below);
        };
    }

    private static EvalTest sized(EvalCall call, BiPredicate<PdfDocuments.Size, double[]> fits) {
        call.argument(1);
        double[] bounds = {call.number(0, 0), call.number(1, 0), call.number(2, Double.POSITIVE_INFINITY),
            call.number(3, Double.POSITIVE_INFINITY)};
        return context -> EvalOutcome.of(documents(context).sizes().stream().anyMatch(size -> fits.test(size, bounds)));
    }

    private static PdfDocuments documents(EvalContext context) {
        return context.shared(PdfDocuments.class, PdfDocuments::of);
    }
}
