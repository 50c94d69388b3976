// SPDX-License-Identifier: Apache-2.0
package org.apache.james.transport.mailets;

import java.time.Clock;
import java.util.random.RandomGenerator;

import javax.inject.Inject;

import org.postern.gateway.mail.MailAnalysis;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.mailets.CarryingOut;

/** The mailet of the same name, where James looks for names without a package. */
public class Analyse extends org.postern.mailets.Analyse {

    @Inject
    public Analyse(MailAnalysis analysis, VerdictOnMail verdicts, CarryingOut carryingOut, Clock clock, RandomGenerator random) {
        super(analysis, verdicts, carryingOut, clock, random);
    }
}
