// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.HashSet;
import java.util.Set;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.Event;

/** Turns what the parser complains of, and then tolerates, into anomalies. */
final class ParseEvents extends DecodeMonitor {
    private static final int MOST_REMEMBERED = 500;

    private final AnomalyLog anomalies;
    private final Set<String> told = new HashSet<>();

    ParseEvents(AnomalyLog anomalies) {
        this.anomalies = anomalies;
    }

    @Override
    public boolean warn(String error, String dropDesc) {
        // A decoder complains of every single byte.
        if (told.size() >= MOST_REMEMBERED || told.add(error)) {
            anomalies.add(kind(error), error);
        }
        return false;
    }

    @Override
    public boolean isListening() {
        return true;
    }

    private static String kind(String error) {
        if (error.contains(Event.MIME_BODY_PREMATURE_END.toString())) {
            return "mime.truncated";
        }
        if (error.contains(Event.HEADERS_PREMATURE_END.toString())) {
            return "mime.no-body";
        }
        if (error.contains(Event.INVALID_HEADER.toString())) {
            return "mime.invalid-header";
        }
        if (error.contains(Event.OBSOLETE_HEADER.toString())) {
            return "mime.obsolete-header";
        }
        return "mime.transfer-encoding";
    }
}
