// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

/** The moments of an SMTP session at which something new is known of it, in their order. */
public enum PolicyPoint {
    /** The client's address is known. */
    CONNECT,
    /** The name the client gives itself is known. */
    HELO,
    /** The envelope sender is known. */
    MAIL,
    /** One recipient is known; whatever was decided before is answered here. */
    RCPT
}
