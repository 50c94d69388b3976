// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * What became of one DKIM signature.
 *
 * @param result    how its verification ended
 * @param domain    signing domain in lower case, empty when the signature does not tell
 * @param selector  name of the key
 * @param identity  on whose behalf it was signed, {@code @domain} by default
 * @param algorithm such as {@code rsa-sha256}
 * @param reason    why it did not pass, or what there is to know of one that did; for people
 */
public record DkimCheck(AuthenticationResult result, String domain, String selector, String identity, String algorithm, String reason) {
}
