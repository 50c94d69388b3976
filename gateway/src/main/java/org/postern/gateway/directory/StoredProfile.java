// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.UUID;

/**
 * A profile and the state in which it was seen, so that nobody undoes another's change unknowingly.
 *
 * @param tag changes with each change
 */
public record StoredProfile(UUID tag, Profile profile) {
}
