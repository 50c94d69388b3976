// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Instant;

/**
 * A token as handed to the one who signed in.
 *
 * @param value     sent as {@code Authorization: Bearer <value>}
 * @param expiresAt from then on it is refused
 */
public record IssuedToken(String value, Instant expiresAt) {
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
