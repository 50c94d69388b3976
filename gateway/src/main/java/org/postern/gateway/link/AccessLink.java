// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import java.time.Instant;

/**
 * A link that opens the quarantine of one recipient without a password. Only a hash of its secret is kept.
 *
 * @param id        hash of the secret
 * @param recipient whose quarantine it opens, in lower case
 * @param purpose   why it was made
 * @param createdAt when it was made
 * @param expiresAt when it ends
 */
public record AccessLink(String id, String recipient, Purpose purpose, Instant createdAt, Instant expiresAt) {

    /** What a link is for; each opens one recipient's quarantine and nothing else. */
    public enum Purpose {
        /** It stands in a digest. */
        DIGEST,
        /** Its recipient asked for it. */
        REQUESTED
    }
}
