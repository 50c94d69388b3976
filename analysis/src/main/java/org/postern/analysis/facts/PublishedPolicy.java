// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * The DMARC policy that a message was judged by, as its owner published it; kept because the owner may want reports of what it did.
 *
 * @param domain         where it was found, empty when there was none
 * @param policy         for the domain itself: {@code none}, {@code quarantine}, {@code reject}
 * @param subdomains     for domains below it
 * @param missing        for domains below it that do not exist
 * @param dkimAlignment  {@code r} or {@code s}: how near a signing domain must be
 * @param spfAlignment   the same for the envelope's domain
 * @param percent        share of failing mail that it is for, 0 to 100
 * @param testing        whether the owner only tests
 * @param failureOptions when the owner wants to hear of single messages ({@code fo}); this gateway never tells
 * @param discovery      how it was found: {@code psl} or {@code treewalk}
 * @param reports        where reports may go, as written, at most ten
 */
public record PublishedPolicy(String domain, String policy, String subdomains, String missing, String dkimAlignment,
                              String spfAlignment, int percent, boolean testing, String failureOptions, String discovery,
                              List<String> reports) {
    private static final PublishedPolicy NONE = new PublishedPolicy("", "", "", "", "", "", 100, false, "", "", List.of());

    public PublishedPolicy {
        reports = reports == null ? List.of() : List.copyOf(reports);
    }

    /** Nothing is published, or it is not known. */
    public static PublishedPolicy none() {
        return NONE;
    }
}
