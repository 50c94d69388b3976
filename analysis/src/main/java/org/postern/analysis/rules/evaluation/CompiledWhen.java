// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.time.Instant;
import java.time.ZoneId;

import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.when.WhenCondition;

/**
 * A when group with the zone it is read in.
 *
 * @param name  of the group
 * @param group its objects
 * @param zone  of the rule set
 */
record CompiledWhen(String name, Group<WhenCondition> group, ZoneId zone) {

    boolean holds(Instant moment) {
        for (WhenCondition condition : group.objects()) {
            if (condition.matches(moment, zone) != group.logic().all()) {
                return group.logic().of(!group.logic().all());
            }
        }
        return group.logic().of(group.logic().all());
    }
}
