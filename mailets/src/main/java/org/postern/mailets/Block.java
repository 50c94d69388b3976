// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Refuses mail: it bounces or vanishes, by the policy for blocked mail, as the action {@code block} of rule sets does. */
public class Block extends ActionMailet {

    @Inject
    public Block(CarryingOut carryingOut) {
        super(carryingOut, "block");
    }
}
