// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import javax.inject.Inject;

/** Shows that mail comes from outside, as the action {@code tag-external} of rule sets does. */
public class TagExternal extends ActionMailet {

    @Inject
    public TagExternal(CarryingOut carryingOut) {
        super(carryingOut, "tag-external");
    }
}
