// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;

/**
 * Asks one thing Postern depends on whether it answers.
 */
public interface ComponentCheck {

    /** Name in the status, such as {@code clamav}. */
    String name();

    /** What is wrong, for people; empty when it answers. Never throws, and takes some seconds at most. */
    Optional<String> problem();
}
