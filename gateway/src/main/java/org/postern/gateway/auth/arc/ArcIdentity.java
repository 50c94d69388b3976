// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.security.interfaces.RSAPrivateKey;

/**
 * In whose name mail is sealed that is sent on.
 *
 * @param domain   signing domain
 * @param selector name of the key below it in the DNS
 * @param key      the private half
 */
public record ArcIdentity(String domain, String selector, RSAPrivateKey key) {
}
