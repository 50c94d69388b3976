// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.DomainBoundaries;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;

/**
 * The address that stands in the display name of the From field, beside the address of that field.
 *
 * @param address      in small letters, empty when there is none
 * @param present      whether the name holds an address at a domain that can be on the internet
 * @param otherAddress whether it is another one than the field's
 * @param otherDomain  whether the registered domains differ
 * @param otherOwner   whether the owners of the domains differ, so far as names tell
 * @param ofRecipient  whether it is a recipient's
 * @param ofReply      whether it is the one of Reply-To
 * @param unverified   whether a signature that might excuse it could not be verified
 */
record SenderNameAddress(String address, boolean present, boolean otherAddress, boolean otherDomain, boolean otherOwner,
                         boolean ofRecipient, boolean ofReply, boolean unverified) {
    private static final Pattern ADDRESS = Pattern.compile("(?:(?<!\\w)(?=\\w)|(?<=\\w)(?!\\w))([\\w.!#$%&'*+/=?^_`{|}~-]++"
        + "@\\w[\\w-]*\\.\\w[\\w.-]++)(?<=\\w)");
    private static final Pattern NAMED = Pattern.compile("^\\(\\s*(\\S+?)\\s*\\)");
    private static final int EXTRA_CHARACTERS = 50;
    private static final SenderNameAddress NONE = new SenderNameAddress("", false, false, false, false, false, false, false);

    static SenderNameAddress of(EvalContext context) {
        MailText mail = Evals.mail(context);
        RuleOptions options = context.options();
        if (words(options, "fns_ignore_headers").stream().anyMatch(header -> !mail.value(header).isEmpty())) {
            return NONE;
        }
        Optional<SenderNameAddress> signed = bySignature(context, lower(words(options, "fns_ignore_dkim")));
        if (signed.isPresent()) {
            return signed.get();
        }
        String author = Octets.lower(mail.value("From:addr"));
        String name = Octets.lower(mail.value("From:name"));
        Optional<String> authorDomain = domain(mail, author);
        Matcher written = ADDRESS.matcher(context.watch(name));
        if (authorDomain.isEmpty() || !written.find()) {
            return NONE;
        }
        String address = written.group(1);
        Optional<String> domain = domain(mail, address);
        if (domain.isEmpty()) {
            return NONE;
        }
        if (name.length() + signs(name) - signs(address) - address.length() > extraCharacters(options)) {
            return new SenderNameAddress(address, true, false, false, false, false, false, false);
        }
        return new SenderNameAddress(address, true, !address.equals(author), !domain.get().equals(authorDomain.get()),
            !owner(options, address, domain.get()).equals(owner(options, author, authorDomain.get())),
            SenderAddresses.recipients(mail).stream().map(Octets::lower).anyMatch(address::equals),
            address.equals(Octets.lower(mail.value("Reply-To:addr"))), false);
    }

    /** What signatures of those who may rename senders, such as list servers, say beforehand. */
    private static Optional<SenderNameAddress> bySignature(EvalContext context, Set<String> trusted) {
        Optional<Authentication> senders = trusted.isEmpty() ? Optional.empty() : context.finding(Authentication.class);
        List<DkimCheck> dkim = senders.map(Authentication::dkim).orElse(List.of()).stream()
            .filter(each -> trusted.contains(each.domain())).toList();
        if (dkim.stream().anyMatch(each -> each.result() == AuthenticationResult.PASS)) {
            return Optional.of(NONE);
        }
        return dkim.stream().anyMatch(each -> each.result().undecided())
            ? Optional.of(new SenderNameAddress("", false, false, false, false, false, false, true)) : Optional.empty();
    }

    private static Optional<String> domain(MailText mail, String address) {
        return mail.boundaries().place("mailto:" + address).map(DomainBoundaries.Place::domain);
    }

    /** Characters other than letters and digits. */
    private static int signs(String text) {
        return (int) text.chars().filter(c -> !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')).count();
    }

    private static int extraCharacters(RuleOptions options) {
        try {
            return Integer.parseInt(options.last("fns_extrachars", Integer.toString(EXTRA_CHARACTERS)).strip());
        } catch (NumberFormatException e) {
            return EXTRA_CHARACTERS;
        }
    }

    private static String owner(RuleOptions options, String address, String domain) {
        String atDomain = address.substring(0, address.lastIndexOf('@') + 1) + domain;
        for (String form : new LinkedHashSet<>(List.of(address, atDomain))) {
            for (RuleOption option : options.of("fns_add_addrlist")) {
                Matcher named = NAMED.matcher(option.value());
                if (named.find() && AddressList.named(options, named.group(1), "fns_add_addrlist", "fns_remove_addrlist").has(form)) {
                    return Octets.lower(named.group(1));
                }
            }
        }
        int dot = domain.indexOf('.');
        return dot > 0 ? domain.substring(0, dot) : domain;
    }

    private static List<String> words(RuleOptions options, String keyword) {
        return options.words(keyword);
    }

    private static Set<String> lower(Collection<String> words) {
        Set<String> all = new HashSet<>();
        words.forEach(word -> all.add(Octets.lower(word)));
        return all;
    }
}
