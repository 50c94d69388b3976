// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.ContentType;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Octets;

/** What one walk over the entities of a message counts, under the names that rules ask for. */
final class MimeCounts {
    private static final String FOREIGN_CASE = "[-_a-z0-9]*(?:koi|jp|jis|euc|gb|big5|isoir|cp1251|windows-1251|georgianps|pt154|"
        + "tis)[-_a-z0-9]*";
    /** Charsets in which bytes of small letters look like capitals. */
    static final Pattern FOREIGN_CASE_CHARSET = Pattern.compile(FOREIGN_CASE, Pattern.CASE_INSENSITIVE);
    /** The same as the charset of an encoded word. */
    static final Pattern FOREIGN_CASE_IN_WORD = Pattern.compile("=\\?" + FOREIGN_CASE + "\\?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASCII_CHARSET = Pattern.compile("us-ascii|ansi_x3\\.4-1968|iso-ir-6|ansi_x3\\.4-1986|iso_646"
        + "\\.irv:1991|ascii"
        + "|iso646-us|us|ibm367|cp367|csascii");
    private static final Pattern ISO_CHARSET = Pattern.compile("iso-\\S+-\\S+\\b");
    private static final Pattern KNOWN_ISO_CHARSET = Pattern.compile("iso-(?:8859-\\d{1,2}|2022-(?:jp|kr))\\b");
    private static final Pattern NEEDLESS_ESCAPE = Pattern.compile("=(?:09|3[0-9ABCEF]|[2456][0-9A-F]|7[0-9A-E])");
    private static final Pattern SPACE_AT_END = Pattern.compile("((?:=09|=20)+)\\s*$");
    private static final Pattern UNICODE_ENTITY = Pattern.compile("&#x[0-9A-F]{4};");
    private static final int LONGEST_LINE = 79;

    private final Map<String, Double> counts = new LinkedHashMap<>();
    private final Set<String> charsets = new HashSet<>();
    private double escapedBytes;
    private double escapes;
    private double plainCharacters;
    private double entities;
    private long textBytes = -1;
    private long htmlBytes = -1;
    private boolean alternative;

    private MimeCounts() {
    }

    static MimeCounts of(EvalContext context) {
        MimeCounts counts = new MimeCounts();
        Locales locales = Locales.of(context.options());
        MailText mail = Evals.mail(context);
        mail.nodes().stream().filter(node -> !node.type().isEmpty()).forEach(node -> counts.add(node, locales));
        counts.finish(mail);
        return counts;
    }

    /** A count by name; 0 when nothing was counted. */
    double count(String name) {
        return counts.getOrDefault(name, 0.0);
    }

    /** Whether some part is in a charset in which the case of letters cannot be told by their bytes. */
    boolean foreignCase() {
        return charsets.stream().flatMap(charset -> Arrays.stream(charset.split(" ")))
            .anyMatch(charset -> FOREIGN_CASE_CHARSET.matcher(charset).matches());
    }

    private void add(MimeNode node, Locales locales) {
        ContentType type = ContentType.parse(node.fields().last("Content-Type"));
        String encoding = Octets.lower(node.fields().last("Content-Transfer-Encoding"));
        String disposition = Octets.lower(node.fields().last("Content-Disposition"));
        String charset = Octets.lower(type.charset().orElse(""));
        alternative |= type.type().equals("multipart/alternative");
        header(type, encoding, disposition, charset, locales);
        if (node.isLeaf()) {
            boolean attached = disposition.contains("attachment");
            body(node.raw(), type, encoding, !attached, type.charset().isEmpty() || charset.equals("us-ascii"));
        }
    }

    private void header(ContentType type, String encoding, String disposition, String charset, Locales locales) {
        if (type.type().equals("text/html")) {
            increase("mime_body_html_count");
        } else if (type.type().startsWith("text")) {
            increase("mime_body_text_count");
        }
        if (encoding.contains("base64")) {
            increase("mime_base64_count");
        } else if (encoding.contains("quoted-printable")) {
            increase("mime_qp_count");
        }
        if (disposition.contains("attachment")) {
            increase("mime_attachment");
        }
        boolean shown = !disposition.startsWith("attachment") && !disposition.startsWith("inline");
        if (type.type().startsWith("text") && encoding.contains("base64") && shown
            && (charset.isEmpty() || ASCII_CHARSET.matcher(charset).find())) {
            counts.put("mime_base64_encoded_text", 1.0);
        }
        if (ISO_CHARSET.matcher(charset).find() && !KNOWN_ISO_CHARSET.matcher(charset).find()) {
            counts.put("mime_bad_iso_charset", 1.0);
        }
        if (charset.chars().anyMatch(c -> c >= 'a' && c <= 'z')) {
            charsets.add(charset);
            if (!locales.accepts(charset)) {
                counts.put("mime_faraway_charset", 1.0);
            }
        }
    }

    private void body(String raw, ContentType type, String encoding, boolean inText, boolean ascii) {
        boolean plain = type.type().equals("text/plain");
        boolean html = type.type().equals("text/html");
        if (inText) {
            // Later parts decide, as the last version of an alternative is the one that is shown.
            long bytes = alternative && (plain || html) ? raw.length() : 0;
            textBytes = plain ? bytes : textBytes;
            htmlBytes = html ? bytes : htmlBytes;
        }
        boolean quoted = encoding.equals("quoted-printable");
        if (quoted) {
            lines(raw, this::quoted);
        }
        if (plain && ascii) {
            lines(raw, line -> {
                if (line.chars().anyMatch(c -> c == 0 || c == '\r' || c >= 0x80)) {
                    increase("mime_ascii_text_illegal");
                }
            });
        }
        if (plain && (encoding.isEmpty() || encoding.equals("7bit") || encoding.equals("8bit"))) {
            int found = 0;
            for (Matcher entity = UNICODE_ENTITY.matcher(raw); entity.find();) {
                found++;
            }
            plainCharacters += raw.length() - found * 8.0;
            entities += found;
        }
    }

    private void quoted(String line) {
        if (line.startsWith("SPAM: ")) {
            return;
        }
        if (line.length() > LONGEST_LINE) {
            counts.put("mime_qp_long_line", 1.0);
        }
        escapedBytes += line.length();
        if (line.indexOf('=') < 0) {
            return;
        }
        int found = 0;
        for (Matcher escape = NEEDLESS_ESCAPE.matcher(line); escape.find();) {
            found++;
        }
        if (found > 0) {
            Matcher end = SPACE_AT_END.matcher(line);
            escapes += found - (end.find() ? end.group(1).length() / 3.0 : 0);
        }
    }

    private void finish(MailText mail) {
        if (escapedBytes > 0) {
            counts.put("mime_qp_ratio", escapes / escapedBytes);
            counts.put("mime_qp_count", escapes);
            counts.put("mime_qp_bytes", escapedBytes);
        }
        if (plainCharacters > 0) {
            counts.put("mime_text_unicode_ratio", entities / plainCharacters);
        }
        counts.put("mime_multipart_alternative", alternative ? 1.0 : 0.0);
        counts.put("mime_multipart_ratio", alternative && textBytes >= 0 && htmlBytes > 0 ? (double) textBytes / htmlBytes : 1.0);
        counts.put("mime_missing_boundary", mail.boundaryLeftOpen() ? 1.0 : 0.0);
    }

    private void increase(String name) {
        counts.merge(name, 1.0, Double::sum);
    }

    private static void lines(String text, Consumer<String> receiver) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at) + 1;
            end = end == 0 ? text.length() : end;
            receiver.accept(text.substring(at, end));
            at = end;
        }
    }
}
