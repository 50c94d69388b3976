// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI in its parts, to resolve links against the base that HTML declares.
 *
 * @param scheme    null when absent, as are authority, query and fragment
 * @param path      never null
 */
record TargetUri(String scheme, String authority, String path, String query, String fragment) {
    private static final Pattern PARTS = Pattern.compile("^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");

    /** The link that a browser follows; a scheme is guessed for bare names of web and FTP servers. */
    static String resolve(String base, String reference) {
        return parse(reference).against(parse(base)).text();
    }

    private static TargetUri parse(String uri) {
        Matcher parts = PARTS.matcher(uri);
        return parts.find() ? new TargetUri(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5))
            : new TargetUri(null, null, uri, null, null);
    }

    private TargetUri against(TargetUri base) {
        if (scheme != null && !scheme.equals(base.scheme)) {
            return new TargetUri(scheme, authority, withoutDots(path), query, fragment);
        }
        if (authority != null) {
            return new TargetUri(base.scheme, authority, withoutDots(path), query, fragment);
        }
        if (path.isEmpty()) {
            return new TargetUri(base.scheme, base.authority, base.path, query != null ? query : base.query, fragment);
        }
        String merged = path.startsWith("/") ? path : base.merged(path);
        return new TargetUri(base.scheme, base.authority, withoutDots(merged), query, fragment);
    }

    private String merged(String relative) {
        if (authority != null && path.isEmpty()) {
            return "/" + relative;
        }
        return path.substring(0, path.lastIndexOf('/') + 1) + relative;
    }

    private static String withoutDots(String written) {
        if (!written.contains("./") && !written.endsWith("/.") && !written.endsWith("/..")) {
            return written;
        }
        String rest = written.replaceFirst("^\\.\\.?/", "/");
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < rest.length()) {
            int next = rest.indexOf('/', at + 1);
            next = next < 0 ? rest.length() : next;
            String segment = rest.substring(at, next);
            if (segment.equals("/.") || segment.equals("/..")) {
                if (segment.equals("/..")) {
                    kept.setLength(Math.max(0, kept.lastIndexOf("/")));
                }
                if (next == rest.length()) {
                    kept.append('/');
                }
            } else {
                kept.append(segment);
            }
            at = next;
        }
        return kept.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        if (scheme != null && !scheme.isEmpty()) {
            text.append(scheme).append(':');
        } else if (authority != null) {
            String lower = Octets.lower(authority);
            if (lower.matches("www\\d*\\..*")) {
                text.append("http:");
            } else if (lower.matches("ftp\\d*\\..*")) {
                text.append("ftp:");
            }
        }
        if (authority != null) {
            text.append("//").append(authority);
        }
        text.append(path);
        if (query != null) {
            text.append('?').append(query);
        }
        if (fragment != null) {
            text.append('#').append(fragment);
        }
        return text.toString();
    }
}
