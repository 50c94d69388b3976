// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Rendering;

/**
 * How much the HTML version of a message says that its plain version does not.
 *
 * @param percent   of the distinct words of the HTML that the text lacks, the highest of all alternatives
 * @param htmlWords distinct words of the last alternative's HTML
 * @param textWords and of its text
 */
record AlternativeDifference(double percent, int htmlWords, int textWords) {

    static AlternativeDifference of(EvalContext context) {
        return of(Evals.mail(context));
    }

    static AlternativeDifference of(MailText mail) {
        double percent = 0;
        int htmlWords = 0;
        int textWords = 0;
        for (MimeNode alternative : mail.nodes()) {
            if (!startsWithWord(alternative.type(), "multipart/alternative") || isInvitation(mail.root())) {
                continue;
            }
            Map<String, Integer> html = new HashMap<>();
            Map<String, Integer> text = new HashMap<>();
            alternative.tree().stream().filter(node -> startsWithWord(node.type(), "text")).forEach(node -> count(node, html, text));
            if (!html.isEmpty()) {
                htmlWords = html.size();
                textWords = text.size();
                html.entrySet().removeIf(word -> text.containsKey(word.getKey()) && word.getValue() <= text.get(word.getKey()));
                percent = Math.max(percent, 100.0 * html.size() / htmlWords);
            }
        }
        return new AlternativeDifference(percent, htmlWords, textWords);
    }

    private static void count(MimeNode node, Map<String, Integer> html, Map<String, Integer> text) {
        Rendering rendering = node.rendered().orElse(null);
        if (rendering == null) {
            return;
        }
        boolean isHtml = rendering.html().isPresent();
        Words.of(rendering.text(), word -> (isHtml ? html : text).merge(word, 1, Integer::sum));
        if (isHtml && html.isEmpty() && rendering.html().get().inside().containsKey("img")) {
            html.put("\n", 1);
        }
    }

    /** A meeting request has a calendar beside its HTML and no plain text. */
    private static boolean isInvitation(MimeNode root) {
        return root.type().equals("multipart/alternative")
            && root.children().stream().map(MimeNode::type).toList().equals(List.of("text/html", "text/calendar"));
    }

    private static boolean startsWithWord(String type, String start) {
        return type.startsWith(start) && (type.length() == start.length() || !Character.isLetterOrDigit(type.charAt(start.length())));
    }
}
