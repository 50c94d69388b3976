// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;

/** Tells the parser's own bounds from faults of form. */
final class ParserBounds {
    private ParserBounds() {
    }

    static void record(Exception stopped, AnalysisLimits limits, AnomalyLog anomalies) {
        for (Throwable cause = stopped; cause != null; cause = cause.getCause()) {
            if (cause instanceof MaxHeaderLimitException) {
                anomalies.bound("headerFields", limits.headerFields());
                return;
            }
            if (cause instanceof MaxHeaderLengthLimitException) {
                anomalies.bound("headerBytes", limits.headerBytes());
                return;
            }
            if (cause instanceof MaxLineLimitException) {
                anomalies.bound("lineLength", limits.lineLength());
                return;
            }
        }
        anomalies.unparseable(stopped.getMessage());
    }
}
