// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Sends a copy without telling anybody, as the action {@code bcc} of rule sets does. */
public class BlindCopy extends ActionMailet {

    @Inject
    public BlindCopy(CarryingOut carryingOut) {
        super(carryingOut, "bcc");
    }
}
