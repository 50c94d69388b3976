// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.postern.analysis.spam.text.MailText;

/**
 * Whether the recipients look taken from a list.
 *
 * @param sorted  whether there are many and they stand in alphabetical order
 * @param similar how alike they are: shared beginnings of names and hosts for each pair
 */
record Recipients(boolean sorted, double similar) {
    private static final int ENOUGH_TO_BE_SORTED = 7;
    private static final int ENOUGH_TO_BE_SIMILAR = 5;
    private static final int BEGINNING = 2;
    private static final int MOST = 256;

    static Recipients of(EvalContext context) {
        List<String> addresses = addresses(Evals.mail(context));
        List<String> inOrder = new ArrayList<>(addresses);
        Collections.sort(inOrder);
        boolean sorted = addresses.size() >= ENOUGH_TO_BE_SORTED && addresses.equals(inOrder);
        return new Recipients(sorted, addresses.size() >= ENOUGH_TO_BE_SIMILAR ? similarity(addresses) : 0);
    }

    private static List<String> addresses(MailText mail) {
        List<String> found = new ArrayList<>(mail.values("ToCc:addr"));
        if (found.size() < ENOUGH_TO_BE_SIMILAR) {
            found.addAll(mail.values("Bcc:addr"));
        }
        List<String> addresses = new ArrayList<>();
        String previous = "";
        for (String address : found) {
            if (address.isEmpty() || addresses.size() == MOST) {
                break;
            }
            if (!address.equalsIgnoreCase(previous)) {
                addresses.add(address);
                previous = address;
            }
        }
        return addresses;
    }

    private static double similarity(List<String> addresses) {
        int hits = 0;
        int pairs = 0;
        for (int i = 0; i < addresses.size(); i++) {
            for (int j = i + 1; j < addresses.size(); j++) {
                String one = addresses.get(i);
                String other = addresses.get(j);
                hits += beginning(one).equals(beginning(other)) ? 1 : 0;
                hits += beginning(host(one)).equals(beginning(host(other))) && !host(one).equals(host(other)) ? 1 : 0;
                pairs++;
            }
        }
        return (double) hits / pairs;
    }

    private static String host(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(BEGINNING, text.length()));
    }
}
