// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Sends a notice about mail, as the action {@code notify} of rule sets does. */
public class NotifyPeople extends ActionMailet {

    @Inject
    public NotifyPeople(CarryingOut carryingOut) {
        super(carryingOut, "notify");
    }
}
