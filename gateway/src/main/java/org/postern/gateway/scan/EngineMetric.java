// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

/** What is measured of each engine; the engine's name is part of the metric's. */
enum EngineMetric {
    CACHED("postern.virus.{engine}.cached"),
    FOUND("postern.virus.{engine}.found"),
    SCAN("postern.virus.{engine}.scan"),
    SIGNATURE_AGE("postern.virus.{engine}.signature-age"),
    UNKNOWN("postern.virus.{engine}.unknown"),
    UP("postern.virus.{engine}.up");

    private final String template;

    EngineMetric(String template) {
        this.template = template;
    }

    String of(String engine) {
        return template.replace("{engine}", engine);
    }
}
