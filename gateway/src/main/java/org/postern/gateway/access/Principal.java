// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

/**
 * Who is behind a request, once that is proved.
 *
 * @param name account signed in
 * @param role the account's role now, not at the time the token was made
 */
public record Principal(AccountName name, Role role) {
}
