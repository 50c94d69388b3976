// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way of writing a Received field.
 *
 * @param kind    {@code relay}, {@code skip} and the special cases of the table
 * @param options what stands behind the kind
 * @param anywhere whether the form may begin anywhere in the field, else only at its start
 * @param word     stands in every field that has this form
 */
record ReceivedForm(String kind, Set<String> options, boolean anywhere, String word, Pattern pattern) {
    private static final Pattern TOKEN = Pattern.compile("`([^`]*)`|\\{([^}]*)\\}|([^`{]+)");
    private static final String LOCAL = "(?:localhost(?:\\.localdomain)?|\\b(?<!:)127\\.0\\.0\\.1\\b|(?:IPv6:|(?<![a-f0-9:]))(?:"
        + "(?:0{1,4}:){7}0{0,3}1"
        + "|::(?:0{1,4}:){0,6}0{0,3}1)(?![a-f0-9:]))";
    private static final Map<String, String> TOKENS = tokens();

    static ReceivedForm parse(String line) {
        int space = line.indexOf(' ');
        String[] kind = line.substring(0, space).split("\\+");
        String form = line.substring(space + 1);
        boolean anywhere = form.startsWith("~");
        boolean atEnd = form.endsWith("$");
        String tokens = form.substring(anywhere ? 1 : 0, form.length() - (atEnd ? 1 : 0));
        return new ReceivedForm(kind[0], Set.copyOf(java.util.Arrays.asList(kind).subList(1, kind.length)), anywhere, word(tokens),
            Pattern.compile(expression(tokens) + (atEnd ? "$" : "")));
    }

    /** The longest text of a form that stands in a field as it is. */
    private static String word(String form) {
        String longest = "";
        Matcher token = TOKEN.matcher(form);
        while (token.find()) {
            String text = token.group(3) == null ? "" : token.group(3);
            longest = text.length() > longest.length() ? text : longest;
        }
        return longest;
    }

    /** A form, or the text that a group of forms asks for, as a regular expression. */
    static String expression(String form) {
        StringBuilder expression = new StringBuilder();
        Matcher token = TOKEN.matcher(form);
        while (token.find()) {
            if (token.group(1) != null) {
                expression.append(token.group(1));
            } else if (token.group(2) != null) {
                String known = TOKENS.get(token.group(2));
                if (known == null) {
                    throw new IllegalStateException("unknown token " + token.group() + " in " + form);
                }
                expression.append(known);
            } else {
                expression.append(Pattern.quote(token.group(3)));
            }
        }
        return expression.toString();
    }

    private static Map<String, String> tokens() {
        Map<String, String> tokens = new HashMap<>();
        for (String word : Set.of("helo", "rdns", "by", "ident", "envfrom", "id")) {
            tokens.put(word, "(?<" + word + ">\\S+)");
            tokens.put(word + "?", "(?<" + word + ">\\S*)");
        }
        tokens.put("ip", "(?<ip>" + IpText.ANY + ")");
        tokens.put("[ip]", "\\[?(?<ip>" + IpText.ANY + ")\\]?");
        tokens.put("IP", IpText.ANY);
        tokens.put("details", "(?<details>.*?)");
        tokens.put("details-paren", "(?<details>[^\\)]+)");
        tokens.put("HELO", "(?:HELO|EHLO)");
        tokens.put("helo+", "(?<helo>[^ ()]*)");
        tokens.put("helo-paren", "(?<helo>[^)]*)");
        tokens.put("rdns+dot", "(?<rdns>\\S+\\.\\S+)");
        tokens.put("rdns=helo", "(?<both>\\S+)");
        tokens.put("ident@", "(?:(?<ident>\\S*)@)?");
        tokens.put("by+hotmail", "(?<by>\\S+\\.hotmail\\.msn\\.com)");
        tokens.put("local", LOCAL);
        tokens.put("w", "\\S+");
        tokens.put("w?", "\\S*");
        tokens.put("*", ".*");
        tokens.put("-", ".*?");
        return tokens;
    }
}
