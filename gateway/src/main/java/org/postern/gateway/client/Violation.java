// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

/** Rules of the protocol that mail servers keep and robots break. */
public enum Violation {
    /** The client spoke before it was greeted. */
    EARLY_TALK,
    /** It sent commands without waiting for answers that it has to wait for. */
    PIPELINING,
    /** A line ended otherwise than with CRLF, or held a CR, LF or NUL within. */
    LINE_END,
    /** It spoke another protocol, HTTP most often. */
    FOREIGN_COMMAND,
    /** It was so slow that it only held the connection. */
    TOO_SLOW
}
