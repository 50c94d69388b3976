// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Duration;
import java.util.stream.Collectors;

import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.scan.VirusScanning;

/** Asks the gateway's virus engines before a release. */
public final class EngineReleaseScan implements ReleaseScan {
    private final VirusScanning scanning;
    private final Duration limit;

    /**
     * Such a scan.
     *
     * @param limit most time it takes
     */
    public EngineReleaseScan(VirusScanning scanning, Duration limit) {
        this.scanning = scanning;
        this.limit = limit;
    }

    @Override
    public Result scan(MessageSource content) {
        VirusScanning.Result result = scanning.scan(content, limit);
        if (result.scan().infected()) {
            return new Result(Finding.INFECTED,
                result.scan().findings().stream().map(VirusFinding::name).distinct().collect(Collectors.joining(", ")));
        }
        return switch (result.scan().status()) {
            case UNKNOWN -> new Result(Finding.UNKNOWN, result.unknown().stream().map(check -> check.check() + ": " + check.reason())
                .collect(Collectors.joining("; ")));
            default -> new Result(Finding.CLEAN, "");
        };
    }
}
