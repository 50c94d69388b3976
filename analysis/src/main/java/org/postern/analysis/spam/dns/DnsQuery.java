// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.Locale;

/**
 * One question that spam rules have for the DNS. The rules themselves never ask; whoever runs them does.
 *
 * @param name lower case, without the final dot
 * @param type records wanted
 * @param list name of the list that is asked, empty when it is no list; not part of what makes two questions equal
 */
public record DnsQuery(String name, Type type, String list) {

    /** Kinds of records. */
    public enum Type {
        A,
        AAAA,
        MX,
        NS,
        PTR,
        TXT
    }

    public DnsQuery {
        name = plain(name);
        list = plain(list);
    }

    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DnsQuery query && query.name.equals(name) && query.type == type;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
