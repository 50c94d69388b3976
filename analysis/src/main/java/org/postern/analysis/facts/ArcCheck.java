// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What became of a message's chain of ARC seals, by which forwarders vouch for what they saw.
 *
 * @param result  none, pass or fail; temperror while a key could not be fetched
 * @param sealers domains of the seals, the newest last, separated by commas
 * @param trusted whether the newest seal is of a domain that this gateway's operator trusts
 * @param reason  what decided, for people
 */
public record ArcCheck(AuthenticationResult result, String sealers, boolean trusted, String reason) {

    /** Nothing was found out. */
    public static ArcCheck unknown(String reason) {
        return new ArcCheck(AuthenticationResult.UNKNOWN, "", false, reason);
    }
}
