// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Refuses mail with a text of its own, as the action {@code reject} of rule sets does. */
public class Reject extends ActionMailet {

    @Inject
    public Reject(CarryingOut carryingOut) {
        super(carryingOut, "reject");
    }
}
