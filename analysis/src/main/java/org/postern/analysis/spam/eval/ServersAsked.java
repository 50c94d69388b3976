// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

/**
 * A finding that says no more than that servers were asked about the message. Then the tests for whose answers nobody asked count as in an
 * installation without them; else every message would have dozens of unknown rules.
 */
public record ServersAsked() {
}
