// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.postern.analysis.facts.AuthenticationResult;

/** One evaluation of {@code check_host} (RFC 7208 section 4) with everything that it shares between the policies it visits. */
final class SpfCheckRun {
    private static final int LABEL = 63;
    private static final int NAME = 253;
    private static final int EXPLANATION = 1000;

    private final SpfLookups lookups;
    private final SpfClient client;
    private final String sender;
    private final String helo;
    private final String receiver;
    private final Instant now;

    SpfCheckRun(SpfLookups lookups, SpfClient client, String sender, String helo, String receiver, Instant now) {
        this.lookups = lookups;
        this.client = client;
        this.sender = sender;
        this.helo = helo;
        this.receiver = receiver;
        this.now = now;
    }

    SpfResult check(String domain, boolean explaining) throws SpfSyntaxException, SpfUnavailableException {
        if (!isDomain(domain)) {
            return SpfResult.failed(AuthenticationResult.NONE, domain, "no domain name");
        }
        Optional<String> text = lookups.policy(domain);
        if (text.isEmpty()) {
            return SpfResult.failed(AuthenticationResult.NONE, domain, "the domain has no policy");
        }
        SpfPolicy policy = SpfPolicy.parse(text.get());
        for (SpfTerm term : policy.terms()) {
            if (term.asks()) {
                lookups.limits().term();
            }
            if (matches(term, domain)) {
                SpfResult result = SpfResult.decided(term.qualifier(), domain, term.source());
                boolean fails = term.qualifier() == AuthenticationResult.FAIL;
                return fails && explaining ? result.explained(explanation(policy, domain)) : result;
            }
        }
        if (policy.redirect().isEmpty()) {
            return SpfResult.of(AuthenticationResult.NEUTRAL, domain);
        }
        lookups.limits().term();
        SpfResult redirected = check(name(policy.redirect().get(), domain), explaining);
        if (redirected.result() == AuthenticationResult.NONE) {
            throw new SpfSyntaxException("redirect to " + redirected.domain() + ", which has no policy");
        }
        return redirected;
    }

    private boolean matches(SpfTerm term, String domain) throws SpfSyntaxException, SpfUnavailableException {
        String target = term.domain().isPresent() ? name(term.domain().get(), domain) : domain;
        boolean askable = !term.asks() || isName(target);
        return switch (term.kind()) {
            case ALL -> true;
            case IP4 -> client.ipv4() && client.within(term.network(), term.prefix4());
            case IP6 -> !client.ipv4() && client.within(term.network(), term.prefix6());
            case A -> askable && anyWithin(lookups.addresses(target), term);
            case MX -> askable && anyWithin(lookups.exchangerAddresses(target), term);
            case EXISTS -> askable && lookups.exists(target);
            case PTR -> lookups.clientNames().stream().anyMatch(name -> isOrIsBelow(name, target.toLowerCase(Locale.ROOT)));
            case INCLUDE -> included(target);
        };
    }

    private boolean included(String target) throws SpfSyntaxException, SpfUnavailableException {
        SpfResult result = check(target, false);
        return switch (result.result()) {
            case PASS -> true;
            case NONE -> throw new SpfSyntaxException("include of " + target + ", which has no policy");
            default -> false;
        };
    }

    private boolean anyWithin(List<String> addresses, SpfTerm term) {
        int prefix = client.ipv4() ? term.prefix4() : term.prefix6();
        return addresses.stream().anyMatch(address -> client.within(address, prefix));
    }

    private Optional<String> explanation(SpfPolicy policy, String domain) throws SpfSyntaxException {
        if (policy.explanation().isEmpty()) {
            return Optional.empty();
        }
        String place = name(policy.explanation().get(), domain);
        Optional<String> text = isName(place) ? lookups.explanation(place) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            String expanded = expand(MacroString.parse(text.get(), true), domain);
            return Optional.of(expanded.substring(0, Math.min(EXPLANATION, expanded.length())));
        } catch (SpfSyntaxException e) {
            // A faulty explanation is as good as none (section 6.2); the result stands.
            return Optional.empty();
        }
    }

    /** A name made from macros; too long a one loses labels on the left. */
    private String name(MacroString text, String domain) throws SpfSyntaxException {
        String name = expand(text, domain);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        while (name.length() > NAME && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return name;
    }

    private String expand(MacroString text, String domain) throws SpfSyntaxException {
        String validated = text.uses('p') ? validatedName(domain) : "";
        int at = sender.lastIndexOf('@');
        return text.expand(letter -> switch (letter) {
            case "s" -> sender;
            case "l" -> sender.substring(0, at);
            case "o" -> sender.substring(at + 1);
            case "d" -> domain;
            case "i" -> client.dotted();
            case "p" -> validated;
            case "v" -> client.ipv4() ? "in-addr" : "ip6";
            case "h" -> helo;
            case "c" -> client.readable();
            case "r" -> receiver;
            default -> String.valueOf(now.getEpochSecond());
        });
    }

    /** The client's name for the macro {@code p}: the domain itself first, then one below it, then any. */
    private String validatedName(String domain) throws SpfSyntaxException {
        String wanted = domain.toLowerCase(Locale.ROOT);
        List<String> names = lookups.clientNames();
        return names.stream().filter(wanted::equals).findFirst()
            .or(() -> names.stream().filter(name -> isOrIsBelow(name, wanted)).findFirst())
            .or(() -> names.stream().findFirst())
            .orElse("unknown");
    }

    private static boolean isOrIsBelow(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /** Whether a text can be the domain of a policy: a name of two labels or more. */
    private static boolean isDomain(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return isName(name) && name.indexOf('.') > 0;
    }

    private static boolean isName(String name) {
        if (name.length() > NAME) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL || label.chars().anyMatch(c -> c < ' ' || c > '~' || c == '[' || c == ']')) {
                return false;
            }
        }
        return true;
    }
}
