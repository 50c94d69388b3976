// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Anomaly;

/** Collects anomalies, the first of each kind, so that hostile mail cannot make the list long. */
final class AnomalyLog {
    private static final int DETAIL_LENGTH = 200;

    private final Map<String, Anomaly> byKind = new LinkedHashMap<>();

    void add(String kind, String detail) {
        String text = detail == null ? "" : detail;
        byKind.putIfAbsent(kind, new Anomaly(kind, cut(text)));
    }

    static String cut(String detail) {
        return detail.length() > DETAIL_LENGTH ? detail.substring(0, DETAIL_LENGTH) : detail;
    }

    void bound(String setting, long limit) {
        add(Anomaly.BOUND + setting, "more than " + limit);
    }

    void unparseable(String detail) {
        add(Anomaly.UNPARSEABLE, detail);
    }

    List<Anomaly> all() {
        return new ArrayList<>(byKind.values());
    }
}
