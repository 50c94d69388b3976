// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one Received field. */
final class ReceivedReader {
    private static final Pattern BARE_IP = Pattern.compile("\\[[\\d.]+\\]");
    private static final Pattern DOTS_AT_END = Pattern.compile("\\.+$");
    private static final Pattern ZONE_AT_END = Pattern.compile("(?i)%[A-Z0-9._~-]*$");
    private static final Pattern MAPPED_V4 = Pattern.compile("(?i)^0*:0*:(?:0*:)*ffff:(\\d+\\.\\d+\\.\\d+\\.\\d+)$");
    private static final String NAME = "[-A-Za-z0-9.^+_&:=?!@%*$\\\\/]";
    /** Real fields have some hundred octets; the work on a longer one would grow with the square of its length. */
    private static final int LONGEST = 2000;
    private static final int MOST_WORDS_OF_DATE = 6;
    private static final Pattern LOCAL_FOR = Pattern.compile("\\bwith local for\\b");
    private static final Pattern FROM_BY_ONLY = Pattern.compile("^from (\\S+) by [^\\s;]+ ?;", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE_AT_END = Pattern.compile("[\\s;]+(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\\d+ "
        + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d+ \\d+:\\d+(?::\\d+)? \\S+$");
    private static final Pattern ID = Pattern.compile(" id <?([^\\s<>;]{3,})");
    private static final Pattern HELO_EQUALS = Pattern.compile("\\bhelo=(" + NAME + "+)(?!" + NAME + ")");
    private static final Pattern HELO_VERB = Pattern.compile("\\b(?:HELO|EHLO) (" + NAME + "+)(?!" + NAME + ")");
    private static final Pattern BY = Pattern.compile(" by (\\S+)(?:[^-A-Za-z0-9;.]|$)");
    private static final Pattern ENVELOPE = Pattern.compile("(?:return-path:? |envelope-(?:sender|from)["
        + " =])(\\S+)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DETAIL_HELO = Pattern.compile("helo=(\\S+)");
    private static final Pattern DETAIL_IDENT = Pattern.compile("ident=(\\S*)");
    private static final Pattern EXIM_HELO = Pattern.compile(" \\((\\S+)\\) ");
    private static final Pattern EXIM_IP = Pattern.compile(" \\[(" + IpText.ANY + ")(?:\\.\\d+)?\\] ");
    private static final Pattern BRACKETED = Pattern.compile("\\[(" + IpText.ANY + ")\\]");
    private static final Pattern LEADING_IP = Pattern.compile("^(" + IpText.ANY + ") ");
    private static final Pattern FIRST_WORD = Pattern.compile("^(\\S+)[^-A-Za-z0-9.]");
    private static final Pattern LOUD = Pattern.compile("^(\\S+) \\((\\S+) \\[(" + IpText.ANY
        + ")\\]\\) BY (\\S+) (?:\\([^\\)]+\\) WITH SMTP )?ID <?(\\S+?)>?(?: FOR <[^>]+>)?$");
    private static final Pattern IN_PARENTHESES = Pattern.compile("^(\\S*) \\[(" + IpText.ANY + ")\\]\\) by (\\S+) \\(NAVGW .*?\\) with ");
    private static final Pattern IN_PARENTHESES_LOCAL = Pattern.compile(
        "^\\S+@localhost\\) by \\S+ |^[^\\s@]+@[^)]+\\) by \\S+\\(jqueuemail\\) id [^\\s;]+");

    private final String field;
    private String ip = "";
    private String rdns = "";
    private String helo = "";
    private String by = "";
    private String ident = "";
    private String id = "";
    private boolean lookedUp;

    /** What a field tells. */
    sealed interface Reading {
        /** A hand-over. */
        record HandOver(Relay relay) implements Reading {
        }

        /** Nothing about other hosts. */
        record Skipped(Optional<String> senderForNext) implements Reading {
        }

        /** A program that fetches mail took over; what came before it in the field's order is not of this delivery. */
        record Fetched() implements Reading {
        }

        /** Not understood. */
        record Unparseable() implements Reading {
        }
    }

    private ReceivedReader(String field) {
        this.field = field;
    }

    static Reading read(String written) {
        String text = Octets.trim(Octets.collapse(written));
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        while (text.endsWith(";")) {
            text = Octets.trim(text.substring(0, text.length() - 1));
        }
        boolean parenthesis = text.startsWith("(");
        if (!text.regionMatches(true, parenthesis ? 1 : 0, "from ", 0, 5)
            || text.contains("with local for") && LOCAL_FOR.matcher(text).find()) {
            return new Reading.Skipped(Optional.empty());
        }
        Matcher only = FROM_BY_ONLY.matcher(text);
        if (only.find() && !BARE_IP.matcher(only.group(1)).matches()) {
            return new Reading.Skipped(Optional.empty());
        }
        text = withoutDate(text);
        int tight = text.indexOf(")by ");
        text = tight < 0 ? text : text.substring(0, tight + 1) + " " + text.substring(tight + 1);
        return new ReceivedReader(text).read();
    }

    /** Without the date at the end; it has at most six words, so that it is not looked for before them. */
    private static String withoutDate(String text) {
        int from = text.length();
        for (int word = 0; word <= MOST_WORDS_OF_DATE && from > 0; word++) {
            from = text.lastIndexOf(' ', from - 1);
        }
        from = Math.max(0, from);
        while (from > 0 && (text.charAt(from - 1) == ';' || Octets.isSpace(text.charAt(from - 1)))) {
            from--;
        }
        Matcher date = DATE_AT_END.matcher(text);
        return date.find(from) ? text.substring(0, date.start()) + text.substring(date.end()) : text;
    }

    private Reading read() {
        // Looking for a word first costs little, and most fields have few of them.
        id = field.contains(" id ") ? find(ID, field) : "";
        helo = field.contains("helo=") ? find(HELO_EQUALS, field) : "";
        helo = helo.isEmpty() && (field.contains("HELO ") || field.contains("EHLO ")) ? find(HELO_VERB, field) : helo;
        by = field.contains(" by ") ? find(BY, field) : "";
        String lower = Octets.lower(field);
        String auth = ReceivedAuth.of(field, lower);
        Optional<String> envfrom = Optional.empty();
        if (field.startsWith("from ")) {
            String rest = field.substring(5);
            if (lower.contains("return-path") || lower.contains("envelope-")) {
                Matcher envelope = ENVELOPE.matcher(rest);
                envfrom = envelope.find() ? Optional.of(envelope.group(1)) : Optional.empty();
            }
            Optional<ReceivedForms.Fit> fit = ReceivedForms.STANDARD.fit(rest);
            if (fit.isPresent()) {
                switch (fit.get().form().kind()) {
                    case "skip" -> {
                        return new Reading.Skipped(Optional.empty());
                    }
                    case "scanner" -> {
                        return new Reading.Skipped(envfrom.map(ReceivedReader::sender));
                    }
                    case "fetched" -> {
                        return new Reading.Fetched();
                    }
                    default -> take(fit.get(), rest);
                }
                return handOver(envfrom, auth);
            }
            if (rest.contains("Exim") && exim(rest)) {
                return handOver(envfrom, auth);
            }
            helo = helo.isEmpty() ? find(FIRST_WORD, rest) : helo;
        } else if (field.startsWith("FROM ")) {
            Matcher loud = LOUD.matcher(field.substring(5));
            if (loud.find()) {
                helo = loud.group(1);
                rdns = loud.group(2).equals("unverified") ? "" : loud.group(2);
                ip = loud.group(3);
                by = loud.group(4);
                id = loud.group(5);
                lookedUp = true;
                return handOver(envfrom, auth);
            }
        } else if (field.startsWith("(from ")) {
            String rest = field.substring(6);
            if (IN_PARENTHESES_LOCAL.matcher(rest).find()) {
                return new Reading.Skipped(Optional.empty());
            }
            Matcher words = IN_PARENTHESES.matcher(rest);
            if (words.find()) {
                helo = words.group(1);
                ip = words.group(2);
                by = words.group(3);
                return handOver(envfrom, auth);
            }
        }
        ip = ip.isEmpty() ? find(BRACKETED, field) : ip;
        return ip.isEmpty() || by.isEmpty() ? new Reading.Unparseable() : handOver(envfrom, auth);
    }

    private void take(ReceivedForms.Fit fit, String rest) {
        Matcher words = fit.words();
        ReceivedForm form = fit.form();
        ip = word(words, "ip", ip);
        by = word(words, "by", by);
        rdns = word(words, "both", word(words, "rdns", rdns));
        helo = word(words, "both", word(words, "helo", form.options().contains("exim") ? rdns : helo));
        ident = word(words, "ident", ident);
        String details = word(words, "details", "");
        if (!details.isEmpty()) {
            String detailHelo = find(DETAIL_HELO, details);
            helo = detailHelo.isEmpty() ? helo : detailHelo;
            ident = find(DETAIL_IDENT, details);
        }
        if (form.kind().equals("hotmail")) {
            ip = find(LEADING_IP, rest);
        }
        lookedUp = form.options().contains("dns") || form.kind().equals("qmail") && !rdns.equals("unknown")
            || form.options().contains("known") && !rdns.equals("softdnserr")
            || form.options().contains("claim") && !rdns.equals("UNKNOWN");
        if (form.options().contains("known") && rdns.equals("softdnserr")) {
            rdns = "";
        }
        if (form.options().contains("noid")) {
            id = "";
        }
        if (form.options().contains("ident") && rdns.indexOf('@') >= 0) {
            int at = rdns.indexOf('@');
            ident = rdns.startsWith("IDENT:") ? rdns.substring(6, at) : rdns.substring(0, at);
            rdns = rdns.substring(at + 1);
        }
    }

    private boolean exim(String rest) {
        int space = rest.indexOf(' ');
        rdns = space > 0 ? rest.substring(0, space) : rdns;
        String inParentheses = find(EXIM_HELO, rest);
        helo = inParentheses.isEmpty() ? helo : inParentheses;
        ip = find(EXIM_IP, rest);
        return !ip.isEmpty();
    }

    private Reading handOver(Optional<String> envfrom, String auth) {
        String name = rdns.endsWith(".") ? DOTS_AT_END.matcher(rdns).replaceFirst("") : rdns;
        if (name.equalsIgnoreCase("unknown") || name.startsWith("[")) {
            name = "";
        }
        String address = ip.regionMatches(true, 0, "ipv6:", 0, 5) ? ip.substring(5) : ip;
        address = address.startsWith("[") ? address.substring(1) : address;
        address = address.endsWith("]") ? address.substring(0, address.length() - 1) : address;
        address = address.indexOf('%') < 0 ? address : ZONE_AT_END.matcher(address).replaceFirst("");
        address = address.indexOf(':') < 0 ? address : MAPPED_V4.matcher(address).replaceFirst("$1");
        String receiver = by.endsWith(";") ? by.substring(0, by.length() - 1) : by;
        return new Reading.HandOver(new Relay(plain(address), plain(name), plain(helo), plain(receiver), plain(ident),
            envfrom.map(ReceivedReader::sender), id, auth, name.isEmpty() && lookedUp, false, false));
    }

    private static String sender(String written) {
        String text = Octets.trim(written);
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '<') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '>') {
            to--;
        }
        return plain(text.substring(from, to));
    }

    private static String plain(String word) {
        StringBuilder plain = new StringBuilder(word.length());
        for (char c : word.toCharArray()) {
            plain.append(c == 0 || Octets.isSpace(c) || "#[]()<>|".indexOf(c) >= 0 ? '!' : c);
        }
        return plain.toString();
    }

    private static String word(Matcher words, String group, String otherwise) {
        if (!words.pattern().pattern().contains("(?<" + group + ">")) {
            return otherwise;
        }
        String found = words.group(group);
        return found == null ? "" : found;
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
