// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Puts mail into quarantine, as the action {@code quarantine} of rule sets does. */
public class Quarantine extends ActionMailet {

    @Inject
    public Quarantine(CarryingOut carryingOut) {
        super(carryingOut, "quarantine");
    }
}
