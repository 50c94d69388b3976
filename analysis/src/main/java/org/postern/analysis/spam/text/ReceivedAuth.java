// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from a Received field whether the sender had signed in, and how. */
final class ReceivedAuth {
    /** One way, which only a field can show that holds one of some words. */
    private record Sign(List<String> words, Pattern pattern, String name) {
        boolean isWorthALook(String lower) {
            for (String word : words) {
                if (lower.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final List<Sign> SIGNS = List.of(
        sign(List.of("mtpa", "mtpsa", "asmtp", "with http"), "(?i) by .* with ((?:ES|L|UTF8S|UTF8L)MTPS?A|ASMTP|HTTP[SU]?)(?: |;|$)", "$1"),
        sign(List.of(" by mx.google.com with esmtps id "),
            " by mx\\.google\\.com with ESMTPS id [a-z0-9]{1,4}sm[0-9]{2,9}[a-z]{3}\\.[0-9]{1,3}\\.[0-9]{4}\\.(?:[0-6][0-9]"
            + "\\.){4}[0-6][0-9]"
            + ".*\\(version=([^ ]+) cipher=([^)]+)\\)", "GMail - transport=$1 cipher=$2"),
        sign(List.of(" (auth: "), "^from .*?(?:\\]\\)|\\)\\]) \\(AUTH: (LOGIN|PLAIN|DIGEST-MD5|CRAM-MD5) \\S+(?:, .*?)?\\) by ", "$1"),
        sign(List.of("authenticated"), "^from .*?(?:\\](?: \\([^)]*\\))?\\)|\\)\\]) .*?\\(.*?authenticated.*?\\).*? by", "Sendmail"),
        sign(List.of(" by mail.gmx."),
            "from \\S* \\((?:HELO|EHLO) \\S*\\) \\[" + IpText.ANY + "\\] by (mail\\.gmx\\.(?:net|com)) \\([^)]+\\) with (ESMTP|SMTP)",
            "GMX ($2 / $1)"),
        sign(List.of(" (authenticated as "),
            " \\(authenticated as .*\\) by .+ \\(\\d{1,2}\\.\\d\\.\\d{3}(?:\\.\\d{1,3})?\\) \\(authenticated as .+\\)"
            + " id ", "CriticalPath"),
        sign(List.of("(authenticated sender: "), "\\) \\(Authenticated sender: \\S+\\) by \\S+ \\(Postfix\\) with ", "Postfix"),
        sign(List.of("(authenticated sender: "), "\\) \\(Authenticated sender: \\S+\\) by \\S+ \\(([^)]+)\\) with ", "Postfix ($1)"),
        sign(List.of("communigate pro "),
            "CommuniGate Pro (?:HTTP|SMTP|XIMSS|IMAP)(?=.* \\(account )|(?<= \\(account ).*CommuniGate Pro (?:HTTP|SMTP|XIMSS|IMAP)",
            "Communigate"),
        sign(List.of(" with microsoft exchange server http-dav"), " with Microsoft Exchange Server HTTP-DAV\\b", "HTTP-DAV"),
        sign(List.of(" (via http"), "(?i) by .* \\(via (HTTP.?)\\)(?: |;|$)", "$1"));

    private ReceivedAuth() {
    }

    /**
     * The way of signing in, empty when there was none.
     *
     * @param lower the same field in small letters
     */
    static String of(String field, String lower) {
        for (Sign sign : SIGNS) {
            Matcher matcher = sign.isWorthALook(lower) ? sign.pattern().matcher(field) : null;
            if (matcher != null && matcher.find()) {
                StringBuilder name = new StringBuilder(sign.name());
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    int place = name.indexOf("$" + i);
                    if (place >= 0) {
                        name.replace(place, place + 2, matcher.group(i));
                    }
                }
                return name.toString();
            }
        }
        return "";
    }

    private static Sign sign(List<String> words, String expression, String name) {
        return new Sign(words, Pattern.compile(expression), name);
    }
}
