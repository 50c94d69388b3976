// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What came from a sender before. Older mail counts less.
 *
 * @param kind    {@code domain} and {@code address} where DMARC, or an aligned SPF or DKIM, showed that the mail is theirs;
 *                {@code network} of the client
 * @param subject the domain, address or network
 * @param good    weight of mail that was neither spam nor infected
 * @param bad     weight of mail that was
 */
public record SenderReputation(String kind, String subject, double good, double bad) {

    /** Weight of all its mail. */
    public double weight() {
        return good + bad;
    }

    /** Part of it that was bad, 0 to 1; 0 where nothing came. */
    public double badShare() {
        return weight() == 0 ? 0 : bad / weight();
    }
}
