// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

/**
 * What is asked of a signature beyond the standard.
 *
 * @param keyBits     shortest RSA key that is accepted
 * @param partialBody whether a signature counts that leaves the end of the body open
 * @param signatures  most signatures of a message that are looked at
 */
public record DkimPolicy(int keyBits, boolean partialBody, int signatures) {
    /** Longer keys take longer to check than any honest domain would ask for. */
    static final int MOST_KEY_BITS = 8192;

    public static DkimPolicy defaults() {
        return new DkimPolicy(1024, false, 8);
    }
}
