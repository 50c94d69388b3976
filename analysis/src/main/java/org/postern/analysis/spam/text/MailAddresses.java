// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes addresses and display names out of address fields, forgiving what is badly written. */
public final class MailAddresses {
    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.)*+\"";
    private static final String ADDRESS = "(?:" + QUOTED + "|[^@\\s<>()\\[\\],:;]+)@(?:[^\"\\s<>()\\[\\],:;]+|\\[[\\d:.]+\\])";
    private static final String PHRASE = "(?:" + QUOTED + "|[^\",;<]++)+";
    private static final Pattern NEXT = Pattern.compile("\\s*(?:(?:(" + PHRASE + ")\\s*)?<\\s*([^>@]*\\S+|\\s*)\\s*>"
        + "(?:\\s*<\\s*(?:(?:" + QUOTED + ")?\\S+|\\s*)\\s*>)*|(?:(" + ADDRESS + ")|(" + PHRASE + ")))"
        + "(?:\\s*\\(((?:[^()\\\\]++|\\\\.)*+)\\))?\\s*(?:[,;]|\\z)", Pattern.UNIX_LINES);
    private static final Pattern WHOLE = Pattern.compile(ADDRESS);
    private static final Pattern ENCLOSED = Pattern.compile("<(" + ADDRESS + ")>");
    private static final Pattern COMMENT = Pattern.compile("\\((?:[^()\\\\]++|\\\\.)*+\\)");
    private static final Pattern PHRASE_PIECE = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\"]++)");
    private static final Pattern GROUP = Pattern.compile("^[^\"()<>]+:\\s*(.*?)\\s*(?:;.*)?", Pattern.DOTALL);
    private static final int LONGEST = 40_000;
    private static final int MOST = 2_000;
    /** No mailbox is longer: the search for the end of one that has none would grow with the square of what is searched. */
    private static final int LONGEST_MAILBOX = 1_000;

    private MailAddresses() {
    }

    /** One mailbox; either may be absent. */
    public record Mailbox(Optional<String> name, Optional<String> address) {
    }

    /** The mailboxes of the raw value of an address field, in order. */
    public static List<Mailbox> parse(String field) {
        if (Octets.isBlank(field)) {
            return List.of();
        }
        String rest = Octets.trim(field.length() > LONGEST ? field.substring(0, LONGEST) : field).replace("\\\\", "");
        rest = withoutGroup(rest);
        List<Mailbox> mailboxes = new ArrayList<>();
        Matcher next = NEXT.matcher(rest);
        int at = 0;
        try {
            while (at < rest.length() && mailboxes.size() < MOST
                && next.region(at, Math.min(rest.length(), at + LONGEST_MAILBOX)).lookingAt() && next.end() > at) {
                mailboxes.add(mailbox(next));
                at = next.end();
            }
        } catch (StackOverflowError e) {
            // A field built to exhaust the matcher: what was found before it stands.
            at = rest.length();
        }
        addEnclosed(rest.substring(at), mailboxes);
        return mailboxes;
    }

    private static Mailbox mailbox(Matcher found) {
        Optional<String> address = Optional.ofNullable(found.group(3));
        if (found.group(2) != null) {
            address = Optional.of(COMMENT.matcher(found.group(2)).replaceAll("")).filter(text -> WHOLE.matcher(text).matches());
        }
        address = address.filter(MailAddresses::isPlausible);
        String written = found.group(1) != null ? found.group(1) : found.group(4);
        Optional<String> name = Optional.ofNullable(written).map(MailAddresses::phrase);
        if (name.isPresent()) {
            String phrase = name.get();
            if (address.isEmpty() && WHOLE.matcher(phrase).matches() && isPlausible(phrase) && HostNames.isFqdn(host(phrase))) {
                address = Optional.of(phrase);
                name = Optional.empty();
            } else if (phrase.isEmpty() || address.filter(phrase::equals).isPresent()) {
                name = Optional.empty();
            }
        }
        if (name.isEmpty()) {
            name = Optional.ofNullable(found.group(5));
        }
        return new Mailbox(name, address.map(MailAddresses::upToSecondAt));
    }

    private static void addEnclosed(String rest, List<Mailbox> mailboxes) {
        if (rest.indexOf('@') < 0) {
            return;
        }
        Matcher enclosed = ENCLOSED.matcher(rest);
        while (enclosed.find()) {
            if (isPlausible(enclosed.group(1))) {
                mailboxes.add(new Mailbox(Optional.empty(), Optional.of(upToSecondAt(enclosed.group(1)))));
            }
        }
    }

    /** Quoted pieces lose their quotes and escapes, others their comments. */
    private static String phrase(String written) {
        StringBuilder phrase = new StringBuilder();
        Matcher piece = PHRASE_PIECE.matcher(written);
        while (piece.find()) {
            if (piece.group(1) != null) {
                String quoted = piece.group(1);
                phrase.append(quoted.indexOf('\\') < 0 ? quoted : quoted.replaceAll("\\\\(?!\\\\)", "").replace("\\\\", "\\"));
            } else {
                phrase.append(COMMENT.matcher(piece.group(2)).replaceAll(""));
            }
        }
        return phrase.toString();
    }

    private static String withoutGroup(String field) {
        if (field.indexOf(':') <= 0) {
            return field;
        }
        Matcher group = GROUP.matcher(field);
        return group.find() ? group.group(1) + field.substring(group.end()) : field;
    }

    private static boolean isPlausible(String address) {
        return !address.startsWith("\"\"@") && address.chars().filter(c -> c == '"').count() != 1;
    }

    private static String host(String address) {
        int at = address.indexOf('@');
        int end = address.indexOf('@', at + 1);
        return address.substring(at + 1, end < 0 ? address.length() : end);
    }

    private static String upToSecondAt(String address) {
        int end = address.indexOf('@', address.indexOf('@') + 1);
        return end < 0 ? address : address.substring(0, end);
    }
}
