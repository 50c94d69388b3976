// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * Which way a message goes. Decided by the port it arrived on alone: the untrusted port is incoming, the trusted port is outgoing.
 */
public enum Direction {
    INCOMING,
    OUTGOING
}
