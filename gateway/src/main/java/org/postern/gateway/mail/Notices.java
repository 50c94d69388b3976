// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.io.IOException;
import java.util.List;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Disposition;

/** Sends the notices that rules ask for, whoever carries the rules out: the DATA hook or the mailet. */
@FunctionalInterface
public interface Notices {

    /**
     * Sends what the dispositions ask for, the same notice once for all recipients it concerns.
     *
     * @throws IOException when the queue did not take a notice; those before it are sent
     */
    void send(Facts facts, List<Disposition> dispositions, MessageSource content) throws IOException;
}
