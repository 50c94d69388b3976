// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import org.postern.gateway.request.FilterRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads a message and weighs it for spam. A seam of its own, so that the filter's promises can be tested with an analysis that fails.
 */
public interface ContentAnalysis {

    /**
     * Analyses the message of a request.
     *
     * @param budget most time it may take; what does not finish is told as unknown
     * @throws IOException when the message's bytes cannot be read
     */
    Content analyse(FilterRequest request, Duration budget) throws IOException;
}
