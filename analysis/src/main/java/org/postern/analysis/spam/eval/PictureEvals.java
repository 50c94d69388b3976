// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailText;

/** Tests of pictures: how many, how large, and how much text stands beside them. */
public final class PictureEvals {
    private PictureEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("ImageInfo"), Set.of(), Set.of(), Map.of(
            "image_count", call -> within(call, (pictures, kind) -> pictures.of(kind).size()),
            "pixel_coverage", call -> within(call, Pictures::area),
            "image_named", PictureEvals::named,
            "image_name_regex", PictureEvals::nameMatches,
            "image_size_exact", PictureEvals::sizeExactly,
            "image_size_range", PictureEvals::sizeWithin,
            "image_to_text_ratio", PictureEvals::textRatio));
    }

    private static EvalTest within(EvalCall call, ToDoubleBiFunction<Pictures, String> measure) {
        String kind = call.argument(0);
        double least = call.number(1, 0);
        double most = call.number(2, Double.POSITIVE_INFINITY);
        return context -> {
            double value = measure.applyAsDouble(pictures(context), kind);
            return EvalOutcome.of(value >= least && value <= most);
        };
    }

    private static EvalTest named(EvalCall call) {
        String name = call.argument(0);
        return context -> EvalOutcome.of(pictures(context).all().stream().anyMatch(picture -> picture.area() > 0
            && picture.name().equals(name)));
    }

    private static EvalTest nameMatches(EvalCall call) {
        Pattern pattern = Evals.pattern(call.argument(0));
        return context -> EvalOutcome.of(pictures(context).all().stream().anyMatch(picture -> picture.area() > 0
            && !picture.name().isEmpty()
            && pattern.matcher(context.watch(picture.name())).find()));
    }

    private static EvalTest sizeExactly(EvalCall call) {
        String kind = call.argument(0);
        double height = call.number(1, 0);
        double width = call.number(2, 0);
        return context -> EvalOutcome.of(pictures(context).of(kind).stream()
            .anyMatch(picture -> picture.area() > 0 && picture.height() == height && picture.width() == width));
    }

    private static EvalTest sizeWithin(EvalCall call) {
        String kind = call.argument(0);
        double leastHeight = call.number(1, 0);
        double leastWidth = call.number(2, 0);
        double mostHeight = call.number(3, Double.POSITIVE_INFINITY);
        double mostWidth = call.number(4, Double.POSITIVE_INFINITY);
        return context -> EvalOutcome.of(pictures(context).of(kind).stream().anyMatch(picture -> picture.area() > 0
            && picture.height() >= leastHeight && picture.width() >= leastWidth && picture.height() <= mostHeight
            && picture.width() <= mostWidth));
    }

    private static EvalTest textRatio(EvalCall call) {
        String kind = call.argument(0);
        double least = call.number(1, 0);
        double below = call.number(2, Double.POSITIVE_INFINITY);
        return context -> {
            MailText mail = Evals.mail(context);
            long area = pictures(context).area(kind);
            long text = mail.body().stream().mapToLong(String::length).sum();
            double ratio = (double) text / area;
            return EvalOutcome.of(area > 0 && text > 0 && ratio >= least && ratio < below);
        };
    }

    private static Pictures pictures(EvalContext context) {
        return context.shared(Pictures.class, Pictures::of);
    }
}
