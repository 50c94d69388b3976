// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Delivers mail to somebody else as well, as the action {@code add-recipient} of rule sets does. */
public class AddRecipient extends ActionMailet {

    @Inject
    public AddRecipient(CarryingOut carryingOut) {
        super(carryingOut, "add-recipient");
    }
}
