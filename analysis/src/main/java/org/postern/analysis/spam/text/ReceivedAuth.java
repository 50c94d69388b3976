// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from a Received field whether the sender had signed in, and how. */
final class ReceivedAuth {
    private record Sign(Pattern pattern, String name) {
    }

    private static final List<Sign> SIGNS = List.of(
        sign("(?i) by .* with ((?:ES|L|UTF8S|UTF8L)MTPS?A|ASMTP|HTTP[SU]?)(?: |;|$)", "$1"),
        sign(" by mx\\.google\\.com with ESMTPS id [a-z0-9]{1,4}sm[0-9]{2,9}[a-z]{3}\\.[0-9]{1,3}\\.[0-9]{4}\\.(?:[0-6][0-9]"
            + "\\.){4}[0-6][0-9]"
            + ".*\\(version=([^ ]+) cipher=([^)]+)\\)", "GMail - transport=$1 cipher=$2"),
        sign("^from .*?(?:\\]\\)|\\)\\]) \\(AUTH: (LOGIN|PLAIN|DIGEST-MD5|CRAM-MD5) \\S+(?:, .*?)?\\) by ", "$1"),
        sign("^from .*?(?:\\](?: \\([^)]*\\))?\\)|\\)\\]) .*?\\(.*?authenticated.*?\\).*? by", "Sendmail"),
        sign("from \\S* \\((?:HELO|EHLO) \\S*\\) \\[" + IpText.ANY + "\\] by (mail\\.gmx\\.(?:net|com)) \\([^)]+\\) with (ESMTP|SMTP)",
            "GMX ($2 / $1)"),
        sign(" \\(authenticated as .*\\) by .+ \\(\\d{1,2}\\.\\d\\.\\d{3}(?:\\.\\d{1,3})?\\) \\(authenticated as .+\\)"
            + " id ", "CriticalPath"),
        sign("\\) \\(Authenticated sender: \\S+\\) by \\S+ \\(Postfix\\) with ", "Postfix"),
        sign("\\) \\(Authenticated sender: \\S+\\) by \\S+ \\(([^)]+)\\) with ", "Postfix ($1)"),
        sign("CommuniGate Pro (?:HTTP|SMTP|XIMSS|IMAP)(?=.* \\(account )|(?<= \\(account ).*CommuniGate Pro (?:HTTP|SMTP|XIMSS|IMAP)",
            "Communigate"),
        sign(" with Microsoft Exchange Server HTTP-DAV\\b", "HTTP-DAV"),
        sign("(?i) by .* \\(via (HTTP.?)\\)(?: |;|$)", "$1"));

    private ReceivedAuth() {
    }

    /** The way of signing in, empty when there was none. */
    static String of(String field) {
        for (Sign sign : SIGNS) {
            Matcher matcher = sign.pattern().matcher(field);
            if (matcher.find()) {
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

    private static Sign sign(String expression, String name) {
        return new Sign(Pattern.compile(expression), name);
    }
}
