// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.HtmlFacts;
import org.postern.analysis.spam.text.MailText;

/** Tests of HTML parts. */
public final class HtmlEvals {
    private static final Pattern COMPARISON = Pattern.compile("\\s*(<=|>=|==|!=|<|>)\\s*([-+]?\\s*\\d+)\\s*");

    private HtmlEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("HTMLEval"), Set.of("ok_locales"), Set.of(), Map.ofEntries(
            Map.entry("html_tag_balance", HtmlEvals::balance),
            Map.entry("html_tag_exists", call -> {
                String tag = call.argument(0);
                return any(html -> html.inside().containsKey(tag));
            }),
            Map.entry("html_image_only", HtmlEvals::imageOnly),
            Map.entry("html_image_ratio", HtmlEvals::imageRatio),
            Map.entry("html_charset_faraway", call -> context -> EvalOutcome.miss()),
            Map.entry("html_test", call -> {
                String name = call.argument(0);
                return any(html -> html.number(name).orElse(0.0) != 0);
            }),
            Map.entry("html_eval", call -> {
                String name = call.argument(0);
                DoublePredicate comparison = comparison(call.argument(1));
                return any(html -> html.number(name).filter(comparison::test).isPresent());
            }),
            Map.entry("html_range", HtmlEvals::range),
            Map.entry("html_text_match", call -> textMatch(call, true)),
            Map.entry("html_text_not_match", call -> textMatch(call, false)),
            Map.entry("html_title_subject_ratio", HtmlEvals::titleRatio),
            Map.entry("check_iframe_src", call -> any(html -> html.uris().values().stream().anyMatch(link ->
                link.types().contains("iframe"))))));
    }

    private static EvalTest any(Predicate<HtmlFacts> condition) {
        return context -> EvalOutcome.of(Evals.mail(context).html().stream().anyMatch(condition));
    }

    private static EvalTest balance(EvalCall call) {
        String tag = call.argument(0);
        DoublePredicate comparison = comparison(call.argument(1));
        return any(html -> html.inside().containsKey(tag) && comparison.test(html.inside().get(tag)));
    }

    private static EvalTest imageOnly(EvalCall call) {
        double above = call.number(0, 0);
        double most = call.number(1, Double.POSITIVE_INFINITY);
        return any(html -> html.inside().containsKey("img") && html.number("length").filter(length -> length > above
            && length <= most).isPresent());
    }

    private static EvalTest imageRatio(EvalCall call) {
        double above = call.number(0, 0);
        double most = call.number(1, Double.POSITIVE_INFINITY);
        return any(html -> {
            double area = html.number("image_area").orElse(0.0);
            double ratio = html.number("non_space_len").orElse(0.0) / area;
            return area > 0 && ratio > above && ratio <= most;
        });
    }

    private static EvalTest range(EvalCall call) {
        String name = call.argument(0);
        double above = call.number(1, 0);
        double most = call.argument(2, "inf").strip().equals("inf") ? Double.POSITIVE_INFINITY : call.number(2, 0);
        return any(html -> html.number(name).filter(value -> value > above && value <= most).isPresent());
    }

    private static EvalTest textMatch(EvalCall call, boolean matching) {
        String name = call.argument(0);
        Pattern pattern = Evals.pattern(call.argument(1));
        return context -> {
            for (HtmlFacts html : Evals.mail(context).html()) {
                for (String text : html.texts().getOrDefault(name, List.of())) {
                    if (pattern.matcher(context.watch(text)).find() == matching) {
                        return EvalOutcome.hit();
                    }
                }
            }
            return EvalOutcome.miss();
        };
    }

    private static EvalTest titleRatio(EvalCall call) {
        double ratio = call.number(0, 0);
        return context -> {
            MailText mail = Evals.mail(context);
            String subject = mail.value("Subject");
            return EvalOutcome.of(!subject.isEmpty() && mail.html().stream().anyMatch(html -> html.texts().getOrDefault("title", List.of())
                .stream().anyMatch(title -> !title.equals("0") && (double) title.length() / subject.length() > ratio)));
        };
    }

    private static DoublePredicate comparison(String expression) {
        Matcher parts = COMPARISON.matcher(expression);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a comparison with a number: " + expression);
        }
        double number = Double.parseDouble(parts.group(2).replace(" ", ""));
        return switch (parts.group(1)) {
            case "<" -> value -> value < number;
            case ">" -> value -> value > number;
            case "<=" -> value -> value <= number;
            case ">=" -> value -> value >= number;
            case "==" -> value -> value == number;
            default -> value -> value != number;
        };
    }
}
