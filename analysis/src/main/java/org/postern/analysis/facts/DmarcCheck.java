// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What DMARC says of the domain in the From field.
 *
 * @param result       pass when an aligned identity passed
 * @param domain       domain of the From field, empty when there is not exactly one
 * @param organisation its organisational domain, empty when it is not known
 * @param policy       what the owner asks for mail that fails: {@code none}, {@code quarantine}, {@code reject}; empty without a policy
 * @param disposition  the same after the share of mail ({@code pct}) or the test mode ({@code t}) the owner asks for
 * @param spfAligned   whether SPF passed for an aligned domain
 * @param dkimAligned  whether a signature of an aligned domain passed
 * @param reason       what decided, for people
 * @param published    the whole policy
 */
public record DmarcCheck(AuthenticationResult result, String domain, String organisation, String policy, String disposition,
                         boolean spfAligned, boolean dkimAligned, String reason, PublishedPolicy published) {

    public DmarcCheck {
        published = published == null ? PublishedPolicy.none() : published;
    }

    /** A check of which no policy is kept. */
    public DmarcCheck(AuthenticationResult result, String domain, String organisation, String policy, String disposition,
                      boolean spfAligned, boolean dkimAligned, String reason) {
        this(result, domain, organisation, policy, disposition, spfAligned, dkimAligned, reason, PublishedPolicy.none());
    }

    /** Nothing was found out. */
    public static DmarcCheck unknown(String reason) {
        return new DmarcCheck(AuthenticationResult.UNKNOWN, "", "", "", "", false, false, reason);
    }
}
