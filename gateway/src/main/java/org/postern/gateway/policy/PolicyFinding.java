// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

/** What a check said at some point of the session. */
public record PolicyFinding(PolicyCheck check, PolicyDecision decision) {
}
