// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.crash;

/**
 * What the crash test sends, by where it must end.
 */
enum Kind {
    /** Must reach the back end. */
    CLEAN,
    /** Must wait in quarantine. */
    SPAM,
    /** Must wait in quarantine. */
    VIRUS
}
