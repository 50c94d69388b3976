// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.net.IDN;
import java.util.Locale;

/** Brings addresses and domains into the form in which they are compared: lower case, domains in their ASCII form. */
public final class MailAddressText {
    private MailAddressText() {
    }

    /** An address as it is compared. */
    public static String comparable(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address.toLowerCase(Locale.ROOT)
            : address.substring(0, at).toLowerCase(Locale.ROOT) + '@' + comparableDomain(address.substring(at + 1));
    }

    /** Domain of an address, empty when it has none. */
    public static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : comparableDomain(address.substring(at + 1));
    }

    /** A domain as it is compared. */
    public static String comparableDomain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) {
            return lower;
        }
        try {
            return lower.isEmpty() ? lower : IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAnInternationalName) {
            return lower;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
