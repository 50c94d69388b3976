// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * Undoes the ways of hiding where a URI leads: escapes, odd spellings of addresses, redirections. The forms stand beside the URI as it was
 * written, so that rules can match either.
 */
final class CleanUris {
    private static final int MOST = 50;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern SCHEME = Pattern.compile("^[-_a-z0-9]+:", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTTP_SLASHES = Pattern.compile("^(https?:)/{0,2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_PATH = Pattern.compile("^(https?://[^/?#]+)([?#])", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL = Pattern.compile("&#0*(3[3-9]|[4-9]\\d|1[01]\\d|12[0-6]);");
    private static final Pattern HEXADECIMAL = Pattern.compile("&#x0*(2[1-9]|[3-6][a-fA-F0-9]|7[0-9a-eA-E]);");
    private static final Pattern FULL_STOP = Pattern.compile("&#(?:x2e|12290|x3002|65294|xff0e|65377|xff61);", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB = Pattern.compile("^(https?://)([^@/?#]*@)?([^/?#:]+)((?::(\\d*))?.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern INNER = Pattern.compile("(https?:/{0,2}[^&#]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_WORTH_A_LOOK = Pattern.compile("^(?:[#?&]|/(?!/))");
    private static final Pattern MAIL = Pattern.compile("^(?:(?i:mailto:)|[^:]*@)");
    private static final Pattern MAIL_UP_TO_QUERY = Pattern.compile("^([^@]+@[^?]+)\\?");
    private static final Pattern MAIL_UP_TO_AMPERSAND = Pattern.compile("^([^@]+@[^?&]+)&");
    private static final Pattern MAIL_BEHIND_SPACES = Pattern.compile("^(?:mailto:)?(?:%20)*([^@]+@[^?&%]+)");
    private static final Pattern MAIL_ENCLOSED = Pattern.compile("^[^?&]*<([^@>]+@[^>]+)>");
    private static final Pattern LABEL_ONLY = Pattern.compile("^(?:www\\.)?([^.]+)$");

    private final List<Pattern> redirectors;
    private final DomainBoundaries boundaries;

    CleanUris(List<Pattern> redirectors, DomainBoundaries boundaries) {
        this.redirectors = redirectors;
        this.boundaries = boundaries;
    }

    static CleanUris of(RuleOptions options) {
        return options.derived(CleanUris.class, all -> new CleanUris(redirectors(all), DomainBoundaries.of(all)));
    }

    /** The URI and its cleaned forms; nothing for a link within the page. */
    Set<String> of(String written) {
        List<String> open = new ArrayList<>(List.of(written));
        Set<String> forms = new LinkedHashSet<>();
        for (int i = 0; i < open.size() && i < MOST; i++) {
            String uri = Octets.trim(open.get(i).replace("\n", "")).replace("\r", "");
            forms.add(uri);
            if (uri.length() <= 1 || NOT_WORTH_A_LOOK.matcher(uri).find()) {
                continue;
            }
            if (MAIL.matcher(uri).find()) {
                mail(uri, forms);
            } else {
                web(uri, forms, open);
            }
        }
        return forms;
    }

    private static void mail(String uri, Set<String> forms) {
        add(MAIL_UP_TO_QUERY, uri, "", forms);
        add(MAIL_UP_TO_AMPERSAND, uri, "", forms);
        if (uri.contains("%20")) {
            add(MAIL_BEHIND_SPACES, uri, "mailto:", forms);
        }
        add(MAIL_ENCLOSED, uri, "mailto:", forms);
    }

    private static void add(Pattern pattern, String uri, String prefix, Set<String> forms) {
        Matcher matcher = pattern.matcher(uri);
        if (matcher.find()) {
            forms.add(prefix + matcher.group(1));
        }
    }

    private void web(String uri, Set<String> forms, List<String> open) {
        String clean = HTTP_SLASHES.matcher(uri.replace('\\', '/')).replaceFirst("$1//");
        if (ESCAPE.matcher(clean).find()) {
            clean = UriEscapes.undone(clean);
        }
        if (!SCHEME.matcher(clean).find()) {
            clean = (clean.startsWith("ftp.") ? "ftp://" : "http://") + clean;
        }
        clean = NO_PATH.matcher(clean).replaceFirst("$1/$2");
        if (clean.contains("&#")) {
            clean = DECIMAL.matcher(clean).replaceAll(number -> character(Integer.parseInt(number.group(1))));
            clean = HEXADECIMAL.matcher(clean).replaceAll(number -> character(Integer.parseInt(number.group(1), 16)));
            clean = FULL_STOP.matcher(clean).replaceAll(".");
        }
        forms.add(clean);
        Matcher web = WEB.matcher(clean);
        if (web.matches()) {
            host(web, forms, open);
        }
    }

    private void host(Matcher web, Set<String> forms, List<String> open) {
        String scheme = web.group(1);
        boolean http = scheme.equals("http://");
        String host = web.group(3);
        String rest = web.group(4);
        String port = web.group(5) == null ? "" : web.group(5);
        String ownPort = http ? ":80" : ":443";
        boolean plainPort = port.isEmpty() || port.equals("80") && http;
        if (rest.startsWith(ownPort) && (rest.length() == ownPort.length() || !Octets.isWord(rest.charAt(ownPort.length())))) {
            forms.add(scheme + host + rest.substring(ownPort.length()));
        }
        String name = Octets.lower(host);
        StringBuilder kept = new StringBuilder();
        host.chars().filter(c -> c > ' ').forEach(c -> kept.append((char) c));
        if (kept.length() < host.length()) {
            host = kept.toString();
            forms.add(scheme + host + rest);
        }
        open.addAll(redirections(scheme + host + rest, rest));
        int end = host.length();
        while (end > 0 && !Octets.isAlphanumeric(host.charAt(end - 1))) {
            end--;
        }
        if (end < host.length()) {
            host = host.substring(0, end);
            forms.add(scheme + host + rest);
        }
        String behind = rest;
        String numeric = NumericHost.dotted(host);
        if (!numeric.isEmpty()) {
            forms.add(scheme + numeric + behind);
        } else if (http && web.group(2) == null && !name.equals("localhost") && plainPort) {
            Matcher label = LABEL_ONLY.matcher(name);
            if (label.find() && !boundaries.isUnderTopLevel(name)) {
                forms.add(scheme + "www." + label.group(1) + ".com" + rest);
            }
        }
    }

    private List<String> redirections(String uri, String rest) {
        for (Pattern redirector : redirectors) {
            Matcher matcher = redirector.matcher(uri);
            if (matcher.find() && matcher.groupCount() > 0 && matcher.group(1) != null && matcher.group(1).indexOf('.') >= 0) {
                return List.of(matcher.group(1));
            }
        }
        Matcher inner = INNER.matcher(rest);
        return inner.find() && inner.group(1).indexOf('.') >= 0 ? List.of(inner.group(1)) : List.of();
    }

    private static String character(int code) {
        return Matcher.quoteReplacement(String.valueOf((char) code));
    }

    /** Patterns of {@code redirector_pattern}; what does not compile is reported when the rules are read. */
    private static List<Pattern> redirectors(RuleOptions options) {
        List<Pattern> patterns = new ArrayList<>();
        for (RuleOption option : options.of("redirector_pattern", "clear_redirector_pattern")) {
            String value = option.value();
            int start = value.startsWith("m") ? 2 : 1;
            int end = value.lastIndexOf(value.isEmpty() ? ' ' : value.charAt(start - 1));
            if (option.keyword().startsWith("clear")) {
                patterns.clear();
            } else if (end > start) {
                compile(value.substring(start, end), value.substring(end + 1), patterns);
            }
        }
        return patterns;
    }

    private static void compile(String expression, String flags, List<Pattern> patterns) {
        try {
            patterns.add(Pattern.compile(expression, flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            // The reader of the rule files tells about lines that it cannot use; here the pattern just cannot help.
            return;
        }
    }
}
