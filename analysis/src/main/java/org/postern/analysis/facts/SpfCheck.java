// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What SPF says of one identity, that of MAIL FROM or that of HELO.
 *
 * @param result      how the check ended
 * @param domain      domain whose policy was asked, empty when there is none
 * @param explanation what the domain's owner wants the sender of refused mail to read, empty without one; not to be trusted
 * @param reason      what decided, for people
 */
public record SpfCheck(AuthenticationResult result, String domain, String explanation, String reason) {

    /** Nothing was found out. */
    public static SpfCheck unknown(String reason) {
        return new SpfCheck(AuthenticationResult.UNKNOWN, "", "", reason);
    }
}
