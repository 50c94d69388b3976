// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Keeps mail until somebody has looked at it, as the action {@code hold} of rule sets does. */
public class Hold extends ActionMailet {

    @Inject
    public Hold(CarryingOut carryingOut) {
        super(carryingOut, "hold");
    }
}
