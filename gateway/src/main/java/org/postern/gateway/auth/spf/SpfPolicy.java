// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.AuthenticationResult;

import com.google.common.net.InetAddresses;

/**
 * A published policy, read to its end before any of it is applied, so that a mistake anywhere in it counts (RFC 7208 section 4.6).
 *
 * @param terms       mechanisms in order
 * @param redirect    whose policy holds when no mechanism matches
 * @param explanation where the explanation for a failure is
 */
record SpfPolicy(List<SpfTerm> terms, Optional<MacroString> redirect, Optional<MacroString> explanation) {
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)");
    private static final Pattern MECHANISM = Pattern.compile("([-+~?]?)([A-Za-z][A-Za-z0-9_.-]*)([:/].*)?");
    private static final Pattern PREFIXES = Pattern.compile("(.*?)(?:/(\\d+))?(?://(\\d+))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int BITS4 = 32;
    private static final int BITS6 = 128;

    static SpfPolicy parse(String text) throws SpfSyntaxException {
        if (text.chars().anyMatch(c -> c > '~')) {
            throw new SpfSyntaxException("a character outside ASCII");
        }
        List<SpfTerm> terms = new ArrayList<>();
        Optional<MacroString> redirect = Optional.empty();
        Optional<MacroString> explanation = Optional.empty();
        for (String word : text.substring(Math.min(text.length(), "v=spf1".length())).split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            Matcher modifier = MODIFIER.matcher(word);
            if (!modifier.matches()) {
                terms.add(term(word));
                continue;
            }
            switch (modifier.group(1).toLowerCase(Locale.ROOT)) {
                case "redirect" -> redirect = once(redirect, modifier, word);
                case "exp" -> explanation = once(explanation, modifier, word);
                default -> MacroString.parse(modifier.group(2), false);
            }
        }
        return new SpfPolicy(List.copyOf(terms), redirect, explanation);
    }

    private static Optional<MacroString> once(Optional<MacroString> earlier, Matcher modifier, String word) throws SpfSyntaxException {
        if (earlier.isPresent()) {
            throw new SpfSyntaxException("said twice: " + word);
        }
        return Optional.of(MacroString.domain(modifier.group(2)));
    }

    private static SpfTerm term(String word) throws SpfSyntaxException {
        Matcher matcher = MECHANISM.matcher(word);
        if (!matcher.matches()) {
            throw new SpfSyntaxException("not understood: " + word);
        }
        AuthenticationResult qualifier = switch (matcher.group(1)) {
            case "-" -> AuthenticationResult.FAIL;
            case "~" -> AuthenticationResult.SOFTFAIL;
            case "?" -> AuthenticationResult.NEUTRAL;
            default -> AuthenticationResult.PASS;
        };
        String rest = matcher.group(3) == null ? "" : matcher.group(3);
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "all" -> {
                require(rest.isEmpty(), word);
                yield new SpfTerm(word, qualifier, SpfTerm.Kind.ALL, Optional.empty(), "", BITS4, BITS6);
            }
            case "include" -> withDomain(word, qualifier, SpfTerm.Kind.INCLUDE, rest, true);
            case "exists" -> withDomain(word, qualifier, SpfTerm.Kind.EXISTS, rest, true);
            case "ptr" -> withDomain(word, qualifier, SpfTerm.Kind.PTR, rest, false);
            case "a" -> withPrefixes(word, qualifier, SpfTerm.Kind.A, rest);
            case "mx" -> withPrefixes(word, qualifier, SpfTerm.Kind.MX, rest);
            case "ip4" -> network(word, qualifier, SpfTerm.Kind.IP4, rest);
            case "ip6" -> network(word, qualifier, SpfTerm.Kind.IP6, rest);
            default -> throw new SpfSyntaxException("unknown mechanism: " + word);
        };
    }

    private static SpfTerm withDomain(String word, AuthenticationResult qualifier, SpfTerm.Kind kind, String rest, boolean needed)
            throws SpfSyntaxException {
        require(rest.isEmpty() ? !needed : rest.startsWith(":"), word);
        Optional<MacroString> domain = rest.isEmpty() ? Optional.empty() : Optional.of(MacroString.domain(rest.substring(1)));
        return new SpfTerm(word, qualifier, kind, domain, "", BITS4, BITS6);
    }

    private static SpfTerm withPrefixes(String word, AuthenticationResult qualifier, SpfTerm.Kind kind, String rest)
            throws SpfSyntaxException {
        Matcher matcher = PREFIXES.matcher(rest);
        require(matcher.matches(), word);
        String name = matcher.group(1);
        require(name.isEmpty() || name.startsWith(":"), word);
        Optional<MacroString> domain = name.isEmpty() ? Optional.empty() : Optional.of(MacroString.domain(name.substring(1)));
        return new SpfTerm(word, qualifier, kind, domain, "", prefix(matcher.group(2), BITS4, word), prefix(matcher.group(3), BITS6, word));
    }

    private static SpfTerm network(String word, AuthenticationResult qualifier, SpfTerm.Kind kind, String rest) throws SpfSyntaxException {
        require(rest.startsWith(":"), word);
        int slash = rest.indexOf('/');
        String address = rest.substring(1, slash < 0 ? rest.length() : slash);
        boolean four = kind == SpfTerm.Kind.IP4;
        require(InetAddresses.isInetAddress(address) && IPV4.matcher(address).matches() == four && address.indexOf('%') < 0, word);
        int prefix = prefix(slash < 0 ? null : rest.substring(slash + 1), four ? BITS4 : BITS6, word);
        return new SpfTerm(word, qualifier, kind, Optional.empty(), address, prefix, prefix);
    }

    private static int prefix(String digits, int most, String word) throws SpfSyntaxException {
        if (digits == null) {
            return most;
        }
        require(digits.matches("0|[1-9]\\d{0,2}"), word);
        int prefix = Integer.parseInt(digits);
        require(prefix <= most, word);
        return prefix;
    }

    private static void require(boolean condition, String word) throws SpfSyntaxException {
        if (!condition) {
            throw new SpfSyntaxException("not understood: " + word);
        }
    }
}
