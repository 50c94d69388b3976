// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type field as rules know it: forgiving, and with every text type but HTML, vCard and calendar taken for plain text.
 *
 * @param type     lower case, {@code text/plain} when there is none
 * @param boundary of a multipart
 * @param charset  as written
 * @param name     file name
 * @param missing  whether the field is absent or says nothing
 */
public record ContentType(String type, Optional<String> boundary, Optional<String> charset, String name, boolean missing) {
    private static final Pattern BOUNDARY = Pattern.compile("\\bboundary\\s*=\\s*(\"[^\"]+|[^\\s\";]+(?=[\\s;]|$)"
        + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET = Pattern.compile("\\bcharset\\s*=\\s*[\"']?(.*?)[\"']?(?:;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\b(?:file)?name\\s*=\\s*[\"']?(.*?)[\"']?(?:;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_PIECE = Pattern.compile("\\b(?:file)?name\\*(\\d{1,6})\\s*=\\s*[\"']?(.*?)[\"']?(?:;|$)",
        Pattern.CASE_INSENSITIVE);

    /** Reads the decoded value of a Content-Type field; empty means there is none. */
    public static ContentType parse(String field) {
        if (field.isEmpty() || field.equals("0")) {
            return new ContentType("text/plain", Optional.empty(), Optional.of("us-ascii"), "", true);
        }
        String type = type(field);
        return new ContentType(kept(type.isEmpty() ? "text/plain" : type),
            find(BOUNDARY, field).map(boundary -> boundary.replace("\"", "")), find(CHARSET, field), name(field), type.isEmpty());
    }

    private static String type(String field) {
        int semicolon = field.indexOf(';');
        String type = Octets.trim(semicolon < 0 ? field : field.substring(0, semicolon));
        int slash = type.indexOf('/');
        if (slash > 0) {
            int end = slash + 1;
            while (end < type.length() && type.charAt(end) != '/' && !Octets.isSpace(type.charAt(end))) {
                end++;
            }
            type = type.substring(0, end);
        }
        type = Octets.lower(type);
        boolean text = type.startsWith("text") && (type.length() == 4 || !Octets.isWord(type.charAt(4)));
        return text && !type.equals("text/x-vcard") && !type.equals("text/calendar") && !type.equals("text/html") ? "text/plain" : type;
    }

    /** Characters that no token may have are dropped. */
    private static String kept(String type) {
        StringBuilder kept = new StringBuilder(type.length());
        for (char c : type.toCharArray()) {
            if (c > ' ' && c < 0x7f && "\"(),:;<=>?@[\\]".indexOf(c) < 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String name(String field) {
        String name = find(NAME, field).orElse("");
        if (!name.isEmpty() || field.indexOf("*0") < 0) {
            return name;
        }
        TreeMap<Integer, String> pieces = new TreeMap<>();
        Matcher matcher = NAME_PIECE.matcher(field);
        while (matcher.find()) {
            pieces.put(Integer.parseInt(matcher.group(1)), matcher.group(2));
        }
        return String.join("", pieces.values());
    }

    private static Optional<String> find(Pattern pattern, String field) {
        Matcher matcher = pattern.matcher(field);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
