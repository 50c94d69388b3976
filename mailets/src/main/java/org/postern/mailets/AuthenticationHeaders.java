// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.message.HeaderText;

/**
 * Tells those behind the gateway who sent a message ({@code Authentication-Results}, RFC 8601; {@code Received-SPF}, RFC 7208), and
 * finds the fields by which a stranger pretends to be this gateway telling so.
 */
final class AuthenticationHeaders {
    private static final String RESULTS = "Authentication-Results";
    private static final String SPF = "Received-SPF";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]{1,250}");
    private static final Pattern RECEIVER = Pattern.compile("(?i)receiver=\\s*\"?([^\\s;\"]+)");
    /** Longer fields of these names are nobody's honest result. */
    private static final int LONGEST = 64 * 1024;

    private final String host;

    /**
     * @param host name under which this gateway speaks
     */
    AuthenticationHeaders(String host) {
        this.host = host;
    }

    /** The fields for this message, without their line ends; none when its sender was not checked. */
    List<String> fields(Facts facts) {
        Authentication found = facts.authentication();
        if (found.equals(Authentication.unchecked())) {
            return List.of();
        }
        List<String> results = new ArrayList<>();
        String sender = facts.envelope().sender();
        results.add("spf=" + found.spf().result().word() + (sender.isEmpty() ? property("smtp.helo", found.spf().domain())
            : property("smtp.mailfrom", PLAIN.matcher(sender).matches() ? sender : found.spf().domain())));
        found.dkim().forEach(each -> results.add(dkim(each)));
        if (found.dkim().isEmpty()) {
            results.add("dkim=none");
        }
        results.add(dmarc(found.dmarc()));
        if (found.arc().result() != AuthenticationResult.NONE) {
            results.add(arc(found.arc()));
        }
        return List.of(HeaderText.field(RESULTS, host + "; " + String.join("; ", results)),
            HeaderText.field(SPF, spf(found.spf(), facts.client(), sender)));
    }

    /** Whether a field of this name (in lower case) claims to be this gateway's. */
    boolean forged(String name, byte[] field) {
        boolean results = name.equals(RESULTS.toLowerCase(Locale.ROOT));
        if (!results && !name.equals(SPF.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (field.length > LONGEST) {
            return true;
        }
        String text = new String(field, StandardCharsets.ISO_8859_1);
        String value = text.substring(text.indexOf(':') + 1);
        return results ? host.equalsIgnoreCase(speaker(value)) : RECEIVER.matcher(value).results().anyMatch(
            found -> found.group(1).equalsIgnoreCase(host));
    }

    /** First word of the value, comments and quotes left out. */
    private static String speaker(String value) {
        StringBuilder word = new StringBuilder();
        int comments = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                word.append(comments == 0 && i < value.length() ? value.charAt(i) : "");
            } else if (c == '(') {
                comments++;
            } else if (c == ')') {
                comments = Math.max(0, comments - 1);
            } else if (comments == 0 && (c == ';' || c == '/' || c <= ' ' && word.length() > 0)) {
                break;
            } else if (comments == 0 && c > ' ' && c < 127 && c != '"') {
                word.append(c);
            }
        }
        return word.toString();
    }

    private static String dkim(DkimCheck check) {
        return "dkim=" + check.result().word() + reason(check.result(), check.reason()) + property("header.d", check.domain())
            + property("header.s", check.selector()) + property("header.a", check.algorithm());
    }

    private static String dmarc(DmarcCheck check) {
        return "dmarc=" + check.result().word() + reason(check.result(), check.reason())
            + (check.policy().isEmpty() ? "" : " policy.published-domain-policy=" + check.policy())
            + property("header.from", check.domain());
    }

    private static String arc(ArcCheck check) {
        String[] sealers = check.sealers().split(",");
        return "arc=" + check.result().word() + reason(check.result(), check.reason())
            + property("arc.sealer", sealers[sealers.length - 1]);
    }

    private String spf(SpfCheck check, Client client, String sender) {
        Matcher plain = PLAIN.matcher(sender);
        return check.result().word() + " (" + host + ": " + safe(check.reason()) + ") receiver=" + host + "; client-ip=" + client.address()
            + (plain.matches() ? "; envelope-from=" + sender : "")
            + client.helo().filter(helo -> PLAIN.matcher(helo).matches()).map(helo -> "; helo=" + helo).orElse("");
    }

    private static String property(String name, String value) {
        return Optional.of(value).filter(text -> PLAIN.matcher(text).matches()).map(text -> " " + name + "=" + text).orElse("");
    }

    private static String reason(AuthenticationResult result, String reason) {
        return result == AuthenticationResult.PASS || reason.isEmpty() ? "" : " reason=\"" + safe(reason) + "\"";
    }

    /** Words of others must not end a comment or a quoted text, nor begin a result. */
    private static String safe(String text) {
        return text.substring(0, Math.min(120, text.length())).replaceAll("[^A-Za-z0-9 .,:_/+~?-]", "_");
    }
}
