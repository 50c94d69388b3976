// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Puts a text before or behind the body: as HTML inside the body element of HTML texts, as plain text in plain ones. Signed and encrypted
 * mail stays as it is, because a change would break the signature or be lost; a text that stands there already is not put there twice.
 */
public final class TextInsertion implements BodyEdit {
    private static final Pattern BODY_START = Pattern.compile("(?i)<body\\b[^>]*>");
    private static final Pattern BODY_END = Pattern.compile("(?i)</body\\s*>");
    private static final Pattern HTML_END = Pattern.compile("(?i)</html\\s*>");

    private final String html;
    private final boolean start;
    private final boolean separator;

    /**
     * Makes an insertion.
     *
     * @param html      the text; plain text is HTML too
     * @param start     whether it stands before the body
     * @param separator whether a line parts it from the body
     */
    public TextInsertion(String html, boolean start, boolean separator) {
        this.html = html;
        this.start = start;
        this.separator = separator;
    }

    @Override
    public void apply(Message message) {
        if (isSealed(message)) {
            return;
        }
        for (Entity part : BodyTexts.of(message)) {
            String text = Entities.text(part);
            if (text.contains("-----BEGIN PGP ") || stands(text, Entities.isHtml(part))) {
                continue;
            }
            TextParts.write(part, Entities.isHtml(part) ? intoHtml(text) : intoPlain(text));
        }
    }

    /** Whether a signature or encryption lies over the message or a part of it. */
    private static boolean isSealed(Entity entity) {
        String type = entity.getMimeType().toLowerCase(Locale.ROOT);
        if (type.equals("multipart/signed") || type.equals("multipart/encrypted") || type.endsWith("/pkcs7-mime")
            || type.endsWith("/x-pkcs7-mime")) {
            return true;
        }
        return entity.getBody() instanceof Multipart multipart && multipart.getBodyParts().stream().anyMatch(TextInsertion::isSealed);
    }

    private boolean stands(String text, boolean isHtml) {
        String seen = isHtml ? plain(text) : text;
        return squeezed(seen).contains(squeezed(plain(html)));
    }

    private String intoPlain(String text) {
        String inserted = plain(html).strip().replace("\n", "\r\n");
        String line = separator ? "--\r\n" : "";
        if (start) {
            return inserted + "\r\n" + line + "\r\n" + text;
        }
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\r\n") + line + inserted + "\r\n";
    }

    private String intoHtml(String text) {
        String block = start ? "<div>" + html + "</div>" + (separator ? "<hr>" : "") : (separator ? "<hr>" : "") + "<div>" + html
            + "</div>";
        int at = start ? behindFirst(BODY_START, text, 0) : beforeLast(BODY_END, text, beforeLast(HTML_END, text, text.length()));
        return text.substring(0, at) + block + text.substring(at);
    }

    private static int behindFirst(Pattern pattern, String text, int otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.end() : otherwise;
    }

    private static int beforeLast(Pattern pattern, String text, int otherwise) {
        Matcher matcher = pattern.matcher(text);
        int last = otherwise;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }

    private static String plain(String html) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        for (Element element : document.select("br, p, div, li, tr")) {
            element.before(new TextNode("\n"));
            if (element.normalName().equals("br")) {
                // Whether it counts as a line end of its own differs between versions of the parser.
                element.remove();
            }
        }
        return document.body().wholeText().replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n");
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
