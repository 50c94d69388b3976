// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Delivers mail to somebody else instead, as the action {@code redirect} of rule sets does. */
public class Redirect extends ActionMailet {

    @Inject
    public Redirect(CarryingOut carryingOut) {
        super(carryingOut, "redirect");
    }
}
