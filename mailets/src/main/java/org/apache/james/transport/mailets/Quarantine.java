// SPDX-License-Identifier: Apache-2.0
package org.apache.james.transport.mailets;

import javax.inject.Inject;

import org.postern.mailets.CarryingOut;

/** The mailet of the same name, where James looks for names without a package. */
public class Quarantine extends org.postern.mailets.Quarantine {

    @Inject
    public Quarantine(CarryingOut carryingOut) {
        super(carryingOut);
    }
}
