// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;

/**
 * One group of a directory.
 *
 * @param name    distinguished name, normalised
 * @param parents distinguished names, normalised, of the groups that have this one as a member
 */
public record PeopleGroup(String name, List<String> parents) {
    public PeopleGroup {
        parents = List.copyOf(parents);
    }
}
