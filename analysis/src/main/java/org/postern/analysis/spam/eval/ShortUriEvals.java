// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.UriDetail;

/**
 * Tests of links at services that shorten them. No such service is asked where a link leads: the request would tell the spammer that the
 * address is read, and some links do something when they are followed. So what only an answer could tell is a miss, as it is in a stock
 * installation that asks nobody.
 */
public final class ShortUriEvals {
    private static final Pattern LINK = Pattern.compile("^https?://(?:[^@/?#]*@)?([^/?#:]+)(?::\\d+)?(.*?\\w)?",
        Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES);
    private static final String WWW = "www";
    private static final int TWO_DOTS = 2;

    private ShortUriEvals() {
    }

    /** The hosts of the services; one that begins with a dot stands for each name before it. */
    private record Services(Set<String> hosts) {
        static Services of(RuleOptions options) {
            return options.derived(Services.class, all -> {
                Set<String> hosts = new HashSet<>();
                for (RuleOption option : all.of("url_shortener", "url_shortener_get", "clear_url_shortener")) {
                    List<String> words = List.of(Octets.lower(option.value()).split("\\s+"));
                    if (!option.keyword().startsWith("clear")) {
                        hosts.addAll(words);
                    } else if (option.value().isBlank()) {
                        hosts.clear();
                    } else {
                        words.forEach(hosts::remove);
                    }
                }
                return new Services(Set.copyOf(hosts));
            });
        }
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        EvalFunction unasked = call -> context -> EvalOutcome.miss();
        return new EvalPlugin(Evals.plugin("DecodeShortURLs"), Set.of("url_shortener", "url_shortener_get", "clear_url_shortener"),
            Set.of(feature("has_short_url"), feature("has_short_url_redir"), feature("has_get"), feature("has_clear"),
                feature("has_short_url_code")), Map.of(
            "short_url", call -> ShortUriEvals::any, "short_url_redir", unasked, "short_url_200", unasked, "short_url_404", unasked,
            "short_url_code", unasked, "short_url_chained", unasked, "short_url_maxchain", unasked, "short_url_loop", unasked));
    }

    private static String feature(String name) {
        return Evals.plugin("DecodeShortURLs::" + name);
    }

    private static EvalOutcome any(EvalContext context) {
        MailText mail = Evals.mail(context);
        Services services = Services.of(context.options());
        return mail.uriDetails().stream().filter(detail -> !detail.domains().isEmpty()).map(UriDetail::raw)
            .filter(uri -> isShort(uri, services.hosts())).findFirst().map(EvalOutcome::hit).orElseGet(EvalOutcome::miss);
    }

    private static boolean isShort(String uri, Set<String> services) {
        Matcher link = LINK.matcher(uri.replaceFirst("[#?].*", ""));
        if (!link.find()) {
            return false;
        }
        String host = Octets.lower(link.group(1));
        long dots = host.chars().filter(c -> c == '.').count();
        if (dots == 1 && link.group(2) == null) {
            return false;
        }
        if (services.contains(host)) {
            return true;
        }
        if (dots != TWO_DOTS) {
            return false;
        }
        return host.startsWith(WWW) ? host.startsWith(WWW + ".") && services.contains(host.substring(WWW.length() + 1))
            : services.contains(host.substring(host.indexOf('.')));
    }
}
