// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.net.IDN;
import java.util.Locale;

/** Brings addresses and domains into the form in which they are compared: lower case, domains in their ASCII form. */
final class MailAddressText {
    private MailAddressText() {
    }

    static String comparable(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address.toLowerCase(Locale.ROOT)
            : address.substring(0, at).toLowerCase(Locale.ROOT) + '@' + comparableDomain(address.substring(at + 1));
    }

    /** Domain of an address, empty when it has none. */
    static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : comparableDomain(address.substring(at + 1));
    }

    static String comparableDomain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        try {
            return lower.isEmpty() ? lower : IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAnInternationalName) {
            return lower;
        }
    }
}
