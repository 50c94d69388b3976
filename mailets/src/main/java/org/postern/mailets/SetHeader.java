// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Sets a header field, as the action {@code set-header} of rule sets does. */
public class SetHeader extends ActionMailet {

    @Inject
    public SetHeader(CarryingOut carryingOut) {
        super(carryingOut, "set-header");
    }
}
