// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of sharing counts and holds; a turn that fails must not be the last. */
public final class OutboundExchange implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboundExchange.class);

    private final OutboundLimits limits;

    public OutboundExchange(OutboundLimits limits) {
        this.limits = limits;
    }

    @Override
    public void run() {
        try {
            limits.exchange();
        } catch (RuntimeException e) {
            LOGGER.error("Counts of senders could not be shared", e);
        }
    }
}
