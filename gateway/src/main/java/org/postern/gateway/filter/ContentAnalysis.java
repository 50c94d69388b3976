// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.time.Duration;

import org.postern.analysis.mime.RoomForContent;
import org.postern.gateway.request.FilterRequest;

/**
 * Reads a message and weighs it for spam. A seam of its own, so that the filter's promises can be tested with an analysis that fails.
 */
public interface ContentAnalysis {

    /**
     * Analyses the message of a request.
     *
     * @param room   asked before the message takes much memory; when it says no, the message is not judged
     * @param budget most time it may take; what does not finish is told as unknown
     * @throws IOException when the message's bytes cannot be read
     */
    Content analyse(FilterRequest request, RoomForContent room, Duration budget) throws IOException;
}
