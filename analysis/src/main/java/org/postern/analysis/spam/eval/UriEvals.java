// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.DomainBoundaries;
import org.postern.analysis.spam.text.HtmlFacts;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;

/** Tests of URIs, and of links whose text shows another place than the one they lead to. */
public final class UriEvals {
    private static final Pattern NUMERIC = Pattern.compile("^https?:/*(?:[^@/]+@)?\\d+\\.\\d+\\.\\d+\\.\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERIC_TLS = Pattern.compile("^https:/*(?:[^@/]+@)?\\d+\\.\\d+\\.\\d+\\.\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TLS = Pattern.compile("https:", Pattern.CASE_INSENSITIVE);
    private static final Pattern REDIRECTION = Pattern.compile("^https?://([^/:?]+).+?(https?:/{0,2}?([^/:?]+).*)"
        + "$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("^https?://([^/:?#]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOWN = Pattern.compile("https://([^\\s/:?#]+)", Pattern.CASE_INSENSITIVE);

    private UriEvals() {
    }

    /** Tests of URIs alone. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("URIEval"), Set.of(), Set.of(), Map.of(
            "check_for_http_redirector", Evals.when(UriEvals::redirector),
            "check_https_ip_mismatch", Evals.when(mail -> mail.html().stream().anyMatch(UriEvals::numericBehindTls)),
            "check_uri_truncated", Evals.when(MailText::uriTruncated)));
    }

    /** Tests of what a link shows. */
    public static EvalPlugin mismatchPlugin() {
        return new EvalPlugin(Evals.plugin("HTTPSMismatch"), Set.of(), Set.of(), Map.of("check_https_http_mismatch", call -> {
            double least = Math.max(1, call.number(0, 1));
            double below = call.number(1, Double.POSITIVE_INFINITY);
            return context -> {
                MailText mail = Evals.mail(context);
                return EvalOutcome.of(mail.html().stream().anyMatch(html -> otherDomainShown(html, mail.boundaries(), least, below)));
            };
        }));
    }

    private static boolean redirector(MailText mail) {
        for (String uri : mail.uris()) {
            Matcher redirection = REDIRECTION.matcher(uri);
            while (redirection.find()) {
                String from =
                    mail.boundaries().place(redirection.group(1)).map(DomainBoundaries.Place::domain).orElse(redirection.group(1));
                String to = mail.boundaries().place(redirection.group(3)).map(DomainBoundaries.Place::domain).orElse(redirection.group(3));
                if (!from.equals(to)) {
                    return true;
                }
                redirection = REDIRECTION.matcher(redirection.group(2));
            }
        }
        return false;
    }

    private static boolean numericBehindTls(HtmlFacts html) {
        return html.uris().entrySet().stream().filter(link -> NUMERIC.matcher(link.getKey()).find())
            .flatMap(link -> link.getValue().anchors().stream())
            .anyMatch(text -> !NUMERIC_TLS.matcher(text).find() && TLS.matcher(text).find());
    }

    private static boolean otherDomainShown(HtmlFacts html, DomainBoundaries boundaries, double least, double below) {
        boolean hit = false;
        int anchors = 0;
        for (Map.Entry<String, HtmlFacts.Link> link : html.uris().entrySet()) {
            Matcher target = LINK.matcher(link.getKey());
            if (link.getValue().anchors().isEmpty() || !target.find() || IpText.isAddress(target.group(1))) {
                continue;
            }
            String domain = boundaries.registered(target.group(1));
            if (!boundaries.isUnderTopLevel(domain)) {
                continue;
            }
            anchors++;
            hit |= link.getValue().anchors().stream().anyMatch(text -> showsOther(text, domain, boundaries));
        }
        return hit && anchors >= least && anchors < below;
    }

    private static boolean showsOther(String text, String domain, DomainBoundaries boundaries) {
        Matcher shown = SHOWN.matcher(text);
        if (!shown.find()) {
            return false;
        }
        if (IpText.isAddress(shown.group(1))) {
            return true;
        }
        String other = boundaries.registered(shown.group(1));
        return boundaries.isUnderTopLevel(other) && !other.equals(domain);
    }
}
