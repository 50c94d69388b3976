// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.Rendering;

/** Tests of the text of a message. */
public final class BodyEvals {
    private static final Pattern HEADING = Pattern.compile("^\\s*([^:\\s][^:\\n]{2,29})\\s*:\\s*\\S",
        Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final Pattern STOCK_HEADING = Pattern.compile("(^trad(?:e|ing)date|company(?:name)?"
        + "|s\\w?(?:t\\w?o\\w?c\\w?k|y\\w?m(?:\\w?b\\w?o\\w?l)?)|t(?:arget|icker)|(?:opening|current)p(?:rice)?|p(?:rojected|osition)"
        + "|expectations|weeks?high|marketperformance|(?:year|week|month|day|price)(?:target|estimates?)|sector"
        + "|r(?:ecommendation|ating))$");
    private static final Pattern SIGNATURE = Pattern.compile("^-- ?\\r?$", Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final int SHORT_SIGNATURE = 4;
    private static final double NO_SIGNATURE = 1_000_000;

    private BodyEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("BodyEval"), Set.of(), Set.of(Evals.plugin("BodyEval::has_check_body_length"),
            Evals.plugin("BodyEval::has_plaintext_body_sig_ratio")), Map.of(
            "multipart_alternative_difference", BodyEvals::difference,
            "multipart_alternative_difference_count", BodyEvals::differenceCount,
            "check_blank_line_ratio", BodyEvals::blankLines,
            "tvd_vertical_words", BodyEvals::verticalWords,
            "check_stock_info", BodyEvals::stockInformation,
            "check_body_length", call -> {
                double most = call.number(0, 0);
                return context -> EvalOutcome.of(Evals.mail(context).pristineBody().length() <= most);
            },
            "plaintext_body_length", call -> signature(call, 0),
            "plaintext_sig_length", call -> signature(call, 1),
            "plaintext_body_sig_ratio", call -> signature(call, 2)));
    }

    private static EvalTest difference(EvalCall call) {
        double above = call.number(0, 0);
        double most = Evals.bound(call, 1, Double.POSITIVE_INFINITY);
        return context -> {
            double percent = context.shared(AlternativeDifference.class, AlternativeDifference::of).percent();
            return EvalOutcome.of((above == 0 || percent > above) && percent <= most);
        };
    }

    private static EvalTest differenceCount(EvalCall call) {
        double ratio = call.number(0, 0);
        double least = call.number(1, 0);
        return context -> {
            AlternativeDifference difference = context.shared(AlternativeDifference.class, AlternativeDifference::of);
            return EvalOutcome.of(difference.htmlWords() > least && (double) difference.textWords() / difference.htmlWords() > ratio);
        };
    }

    private static EvalTest blankLines(EvalCall call) {
        double above = call.number(0, 0);
        double most = call.number(1, 100);
        double enough = Math.max(1, call.number(2, 1));
        return context -> {
            long blank = 0;
            long lines = 0;
            for (String piece : Evals.mail(context).rawBody()) {
                for (String line : piece.split("\n", -1)) {
                    lines++;
                    blank += Octets.isBlank(line) ? 1 : 0;
                }
            }
            double percent = lines < enough ? -1 : 100.0 * blank / lines;
            return EvalOutcome.of((above == 0 || percent > above) && percent <= most);
        };
    }

    private static EvalTest verticalWords(EvalCall call) {
        double least = call.number(0, 0);
        double below = call.number(1, 100) >= 100 ? 101 : call.number(1, 100);
        return context -> {
            long highest = -1;
            for (String line : Evals.mail(context).body()) {
                if (line.length() > 5) {
                    long spaces = line.chars().filter(c -> c == ' ').count();
                    long others = line.length() - spaces;
                    highest = Math.max(highest, spaces > others || others == 0 ? 100 : 100 * spaces / others);
                }
            }
            return EvalOutcome.of(highest >= least && highest < below);
        };
    }

    private static EvalTest stockInformation(EvalCall call) {
        double least = call.number(0, 0);
        return context -> EvalOutcome.of(least == 0 || stockHeadings(Evals.mail(context)) >= least);
    }

    private static int stockHeadings(MailText mail) {
        Optional<Rendering> first = mail.nodes().stream().filter(node -> node.type().equals("text/plai"
            + "n")).findFirst().flatMap(MimeNode::rendered);
        Set<String> found = new HashSet<>();
        if (first.isPresent()) {
            Matcher heading = HEADING.matcher(first.get().text());
            while (heading.find()) {
                Matcher known = STOCK_HEADING.matcher(Octets.lower(heading.group(1)).replaceAll("[^a-z]", ""));
                if (known.find()) {
                    found.add(known.group(1));
                }
            }
        }
        return found.size();
    }

    private static EvalTest signature(EvalCall call, int which) {
        double least = call.number(0, 0);
        double most = call.number(1, which == 2 ? NO_SIGNATURE : Double.POSITIVE_INFINITY);
        return context -> {
            List<MimeNode> plain = Evals.mail(context).nodes().stream().filter(node -> node.type().startsWith("text/plain")).toList();
            if (plain.isEmpty()) {
                return EvalOutcome.miss();
            }
            String text = plain.get(0).decoded();
            int body = text.length();
            int signature = 0;
            Matcher mark = SIGNATURE.matcher(text);
            while (mark.find()) {
                if (text.length() - mark.end() > SHORT_SIGNATURE) {
                    body = mark.start();
                    signature = text.length() - mark.end();
                }
            }
            double value = which == 0 ? body : which == 1 ? signature : signature == 0 ? NO_SIGNATURE : (double) body / signature;
            return EvalOutcome.of(value >= least && value <= most);
        };
    }
}
