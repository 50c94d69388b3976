// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Octets;

/** Tests of how a message is built of MIME parts. */
public final class MimeEvals {
    private static final Pattern HTML_TYPE = Pattern.compile("^text/html", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET = Pattern.compile("charset=(?:\"([^\"]+)\"|'([^']+)'|(\\S+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODED_TEXT = Pattern.compile("^(?:[A-Za-z0-9+/=]{60,76} ){2}");
    private static final Pattern JAPANESE = Pattern.compile("\u001b\\$B.*\u001b\\(B", Pattern.DOTALL);
    private static final int ENOUGH_TEXT = 200;

    private MimeEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("MIMEEval"), Set.of("ok_locales"), Set.of(
            Evals.plugin("MIMEEval::has_check_for_ascii_text_illegal"), Evals.plugin("MIMEEval::has_check_abundant_unicode_ratio"),
            Evals.plugin("MIMEEval::has_check_qp_ratio")), Map.ofEntries(
            Map.entry("check_for_mime", call -> counted(call.argument(0), 1e-300, Double.POSITIVE_INFINITY)),
            Map.entry("check_for_ascii_text_illegal", call -> counted("mime_ascii_text_illegal", 1, Double.POSITIVE_INFINITY)),
            Map.entry("check_abundant_unicode_ratio", call ->
                counted("mime_text_unicode_ratio", call.number(0, 1), Double.POSITIVE_INFINITY)),
            Map.entry("check_qp_ratio", call -> counted("mime_qp_ratio", call.number(0, 0), Double.POSITIVE_INFINITY)),
            Map.entry("check_mime_multipart_ratio", call -> counted("mime_multipart_ratio", call.number(0, 0),
                call.number(1, Double.POSITIVE_INFINITY))),
            Map.entry("check_for_mime_html", call -> context ->
                EvalOutcome.of(isHtml(context) || counts(context).count("mime_body_html_count") > 0)),
            Map.entry("check_for_mime_html_only", call -> context -> EvalOutcome.of(isHtml(context)
                || counts(context).count("mime_body_html_count") > 0 && counts(context).count("mime_body_text_count") == 0)),
            Map.entry("check_msg_parse_flags", call -> {
                String fault = call.argument(0);
                return context -> EvalOutcome.of(Evals.mail(context).hasFault(fault));
            }),
            Map.entry("check_for_faraway_charset", call -> context -> EvalOutcome.of(farawayCharset(context))),
            Map.entry("check_for_uppercase", MimeEvals::capitals),
            Map.entry("check_ma_non_text", Evals.when(MimeEvals::alternativeThatIsNoText)),
            Map.entry("check_base64_length", MimeEvals::base64Length)));
    }

    private static EvalTest counted(String name, double least, double below) {
        return context -> {
            double count = counts(context).count(name);
            return EvalOutcome.of(count >= least && count < below);
        };
    }

    private static MimeCounts counts(EvalContext context) {
        return context.shared(MimeCounts.class, MimeCounts::of);
    }

    private static boolean isHtml(EvalContext context) {
        return HTML_TYPE.matcher(Evals.mail(context).value("Content-Type")).find();
    }

    private static boolean farawayCharset(EvalContext context) {
        MailText mail = Evals.mail(context);
        String charset = declaredCharset(mail);
        if (charset.isEmpty() || Locales.of(context.options()).accepts(charset)) {
            return false;
        }
        String body = String.join("\n", mail.body());
        int high = Octets.high(body);
        return body.length() - high <= high && high > 3;
    }

    private static String declaredCharset(MailText mail) {
        Matcher charset = CHARSET.matcher(mail.value("Content-Type"));
        if (!charset.find()) {
            return "";
        }
        return charset.group(1) != null ? charset.group(1) : charset.group(2) != null ? charset.group(2) : charset.group(3);
    }

    private static EvalTest capitals(EvalCall call) {
        double above = call.number(0, 0);
        double most = call.number(1, 100);
        return context -> {
            double percent = context.shared(Capitals.class, Capitals::of).percent();
            return EvalOutcome.of(percent > above && percent <= most);
        };
    }

    /** Share of capitals among the letters of the body. */
    private record Capitals(double percent) {
        static Capitals of(EvalContext context) {
            MailText mail = Evals.mail(context);
            if (counts(context).foreignCase() || MimeCounts.FOREIGN_CASE_CHARSET.matcher(declaredCharset(mail)).matches()) {
                return new Capitals(0);
            }
            long length = 0;
            long small = 0;
            long large = 0;
            for (String line : mail.body()) {
                if (hasTwoWords(line) && !ENCODED_TEXT.matcher(line).find()) {
                    String text = line.indexOf('\u001b') < 0 ? line : JAPANESE.matcher(line).replaceAll("");
                    length += text.length();
                    for (int i = 0; i < text.length(); i++) {
                        char c = text.charAt(i);
                        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                            small++;
                        } else if (c >= 'A' && c <= 'Z') {
                            large++;
                        }
                    }
                }
            }
            return new Capitals(length < ENOUGH_TEXT || small + large == 0 ? 0 : 100.0 * large / (small + large));
        }
    }

    private static boolean hasTwoWords(String line) {
        int start = 0;
        while (start < line.length() && isSpace(line.charAt(start))) {
            start++;
        }
        for (int i = start + 1; i < line.length(); i++) {
            if (isSpace(line.charAt(i - 1)) && !isSpace(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean alternativeThatIsNoText(MailText mail) {
        for (MimeNode node : mail.nodes()) {
            if (node.type().equals("multipart/alternative")) {
                List<MimeNode> versions = new ArrayList<>(node.children());
                versions.removeIf(version -> !version.isLeaf() || version.type().equals("multipart/related")
                    || version.type().equals("application/rtf") || version.type().startsWith("text/"));
                if (!versions.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static EvalTest base64Length(EvalCall call) {
        double least = call.number(0, 0);
        double most = call.number(1, Double.POSITIVE_INFINITY);
        return context -> {
            int longest = 0;
            for (MimeNode leaf : Evals.mail(context).leaves()) {
                if (Octets.lower(leaf.fields().last("Content-Transfer-Encoding")).equals("base64")
                    && !leaf.type().equals("application/ics")) {
                    longest = Math.max(longest, longestLine(leaf.raw()));
                }
            }
            return EvalOutcome.of(longest >= least && longest <= most);
        };
    }

    private static int longestLine(String text) {
        int longest = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at) + 1;
            end = end == 0 ? text.length() : end;
            longest = Math.max(longest, end - at);
            at = end;
        }
        return longest;
    }
}
