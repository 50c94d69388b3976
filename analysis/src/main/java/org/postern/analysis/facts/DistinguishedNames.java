// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Brings distinguished names of directories into one form, so that they can be compared as texts. */
public final class DistinguishedNames {
    private DistinguishedNames() {
    }

    /**
     * The name in lower case, without white space around its parts.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String normal(String name) {
        LdapName read = read(name);
        return IntStream.range(0, read.size()).mapToObj(i -> read.getRdn(read.size() - 1 - i).toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    }

    /** The name in this form; empty for what is no name. */
    public static Optional<String> find(String name) {
        try {
            return Optional.of(normal(name));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** Value of the first part of a name, such as {@code Sales} of {@code CN=Sales,DC=example}; empty for what is no name. */
    public static Optional<String> first(String name) {
        try {
            LdapName read = new LdapName(name);
            return read.isEmpty() ? Optional.empty() : Optional.of(read.getRdn(read.size() - 1)).map(Rdn::getValue)
                .filter(String.class::isInstance).map(String.class::cast);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static LdapName read(String name) {
        try {
            return new LdapName(name);
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("not a distinguished name: " + name, e);
        }
    }
}
