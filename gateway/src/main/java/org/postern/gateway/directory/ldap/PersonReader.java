// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postern.analysis.facts.DistinguishedNames;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.directory.Layout;
import org.postern.gateway.directory.Person;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;

/** Makes people of a directory's entries, and filters that find them. Values go into filters as values, never as text of a filter. */
final class PersonReader {
    static final String MEMBER_OF = "memberOf";
    /** What Active Directory and Exchange put before addresses of proxyAddresses; of SMTP the upper case is the primary one. */
    private static final Pattern KIND = Pattern.compile("([A-Za-z][A-Za-z0-9]*):(.*)");
    private static final String SMTP = "smtp";

    private final Layout layout;

    PersonReader(Layout layout) {
        this.layout = layout;
    }

    /** Attributes to ask for. */
    String[] attributes() {
        return Stream.of(layout.accountAttributes(), layout.mailAttributes(), List.of(MEMBER_OF)).flatMap(List::stream)
            .toArray(String[]::new);
    }

    /** Everybody with an address. */
    Filter everybody() throws LDAPException {
        return with(Filter.createORFilter(layout.mailAttributes().stream().map(Filter::createPresenceFilter).toList()));
    }

    /** Whoever has this address, or this account. */
    Filter one(String addressOrAccount) throws LDAPException {
        List<Filter> alternatives = new ArrayList<>();
        boolean address = addressOrAccount.indexOf('@') > 0;
        layout.accountAttributes().forEach(name -> alternatives.add(Filter.createEqualityFilter(name, addressOrAccount)));
        if (address) {
            for (String name : layout.mailAttributes()) {
                alternatives.add(Filter.createEqualityFilter(name, addressOrAccount));
                alternatives.add(Filter.createEqualityFilter(name, SMTP + ":" + addressOrAccount));
            }
        }
        return with(Filter.createORFilter(alternatives));
    }

    private Filter with(Filter wanted) throws LDAPException {
        return layout.filter().isPresent() ? Filter.createANDFilter(wanted, Filter.create(layout.filter().get())) : wanted;
    }

    /** The person of an entry; empty when it has no address that mail can be sent to. */
    Optional<Person> person(SearchResultEntry entry) {
        List<String> addresses = addresses(entry);
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        List<String> accounts = layout.accountAttributes().stream().flatMap(name -> values(entry, name)).distinct().toList();
        List<String> groups = names(entry, MEMBER_OF).distinct().toList();
        return Optional.of(new Person(DistinguishedNames.normal(entry.getDN()), accounts, addresses, groups));
    }

    private List<String> addresses(SearchResultEntry entry) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String name : layout.mailAttributes()) {
            values(entry, name).filter(value -> value.startsWith("SMTP:")).forEach(value -> address(value).ifPresent(addresses::add));
            values(entry, name).forEach(value -> address(value).ifPresent(addresses::add));
        }
        return List.copyOf(addresses);
    }

    /** The address in a value; other kinds of addresses, such as those of X.400, are none. */
    static Optional<String> address(String value) {
        String text = value.strip();
        var kind = KIND.matcher(text);
        if (kind.matches()) {
            if (!kind.group(1).equalsIgnoreCase(SMTP)) {
                return Optional.empty();
            }
            text = kind.group(2).strip();
        }
        int at = text.lastIndexOf('@');
        boolean usable = at > 0 && at < text.length() - 1 && text.length() <= 320
            && text.chars().noneMatch(c -> c <= ' ' || c == 127 || "{}\\/<>,;\"".indexOf(c) >= 0);
        return usable ? Optional.of(MailAddressText.comparable(text)) : Optional.empty();
    }

    /** The distinguished names among the values of an attribute, normalised; what is none is left out. */
    static Stream<String> names(SearchResultEntry entry, String attribute) {
        return values(entry, attribute).flatMap(value -> DistinguishedNames.find(value).stream());
    }

    static Stream<String> values(SearchResultEntry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Stream.of() : Arrays.stream(values);
    }
}
