// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Adds a text to the body, as the action {@code disclaimer} of rule sets does. */
public class AddDisclaimer extends ActionMailet {

    @Inject
    public AddDisclaimer(CarryingOut carryingOut) {
        super(carryingOut, "disclaimer");
    }
}
