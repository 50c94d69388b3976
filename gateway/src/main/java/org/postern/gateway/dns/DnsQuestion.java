// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.util.Locale;

/**
 * One question to the DNS.
 *
 * @param name name in lower case without the final dot
 * @param type type of the records wanted
 */
public record DnsQuestion(String name, DnsType type) {
    public DnsQuestion {
        String lower = name.toLowerCase(Locale.ROOT);
        name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
