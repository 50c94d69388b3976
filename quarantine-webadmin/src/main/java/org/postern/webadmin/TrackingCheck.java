// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;

import org.postern.gateway.tracking.BufferedTracker;

/**
 * Tells when events wait on this node's disk, or have been lost.
 */
public final class TrackingCheck implements ComponentCheck {
    private final BufferedTracker tracker;

    public TrackingCheck(BufferedTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public String name() {
        return "tracking";
    }

    @Override
    public Optional<String> problem() {
        if (tracker.onDisk() > 0) {
            return Optional.of(tracker.onDisk() + " bytes of events wait on this node's disk");
        }
        return tracker.dropped() == 0 ? Optional.empty() : Optional.of(tracker.dropped() + " events were lost since the start");
    }
}
