// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

/**
 * The name of something that a check remembers in a session.
 *
 * @param name   unique among all checks
 * @param point  for how long it is true: CONNECT for the connection, HELO until the next HELO, MAIL for the transaction
 * @param type   what it is
 */
public record PolicyFact<T>(String name, PolicyPoint point, Class<T> type) {
}
