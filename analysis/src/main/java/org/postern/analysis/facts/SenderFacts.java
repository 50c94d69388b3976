// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * What is known of a stranger from earlier mail.
 *
 * @param known        whether the memory of earlier mail could be asked; without it nothing of the rest means anything
 * @param proved       whether the mail was shown to be of the domain in From
 * @param reputation   what came from its domain, address and network before
 * @param firstContact recipients to whom nothing of this author was delivered before, and who never wrote to him
 * @param namesake     address of the own person whose name the author shows, while the mail is of somebody else; empty for none
 * @param partner      domain of a frequent partner that the author's domain can be taken for; empty for none
 */
public record SenderFacts(boolean known, boolean proved, List<SenderReputation> reputation, List<String> firstContact, String namesake,
                          String partner) {
    private static final SenderFacts NONE = new SenderFacts(false, false, List.of(), List.of(), "", "");

    public SenderFacts {
        reputation = reputation == null ? List.of() : List.copyOf(reputation);
        firstContact = firstContact == null ? List.of() : List.copyOf(firstContact);
        namesake = namesake == null ? "" : namesake;
        partner = partner == null ? "" : partner;
    }

    /** Nobody was asked. */
    public static SenderFacts none() {
        return NONE;
    }
}
