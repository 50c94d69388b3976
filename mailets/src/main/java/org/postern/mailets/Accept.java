// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.Collection;
import java.util.List;

import javax.inject.Inject;

import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;

/** Delivers mail, whatever mailets come after, as the action {@code accept} of rule sets does. */
public class Accept extends ActionMailet {

    @Inject
    public Accept(CarryingOut carryingOut) {
        super(carryingOut, "accept");
    }

    @Override
    void done(Mail mail) {
        mail.setState(deliveryProcessor());
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(deliveryProcessor()));
    }
}
