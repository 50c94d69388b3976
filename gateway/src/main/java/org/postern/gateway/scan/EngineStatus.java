// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an engine was when it was last checked.
 *
 * @param engine          its name
 * @param checkedAt       when that was; empty before the first check has ended
 * @param problem         what was wrong, for people
 * @param problemSince    when the present problem was first met
 * @param took            time the check took
 * @param version         what it last told of itself
 * @param signaturesSince when this node first saw the present set of signatures
 */
public record EngineStatus(String engine, Optional<Instant> checkedAt, Optional<String> problem, Optional<Instant> problemSince,
                           Duration took, Optional<EngineVersion> version, Optional<Instant> signaturesSince) {

    static EngineStatus unchecked(String engine) {
        return new EngineStatus(engine, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(),
            Optional.empty());
    }

    /** Whether the last check found it in order. */
    public boolean works() {
        return checkedAt.isPresent() && problem.isEmpty();
    }

    /** Age of the signatures as the engine tells it; empty when it does not. */
    public Optional<Duration> signatureAge(Instant now) {
        return version.flatMap(EngineVersion::signaturesAt).map(at -> Duration.between(at, now));
    }

    EngineStatus after(Instant now, Duration checkTook, Optional<String> found, Optional<EngineVersion> told) {
        Optional<EngineVersion> known = told.or(() -> version);
        boolean same = known.map(EngineStatus::set).equals(version.map(EngineStatus::set));
        Optional<Instant> since = found.isEmpty() ? Optional.empty() : problemSince.or(() -> Optional.of(now));
        return new EngineStatus(engine, Optional.of(now), found, since, checkTook, known,
            known.isEmpty() || same ? signaturesSince : Optional.of(now));
    }

    /** What results depend on: another program may find other things by the same signatures. */
    static String set(EngineVersion version) {
        return version.program() + "/" + version.signatures().orElse("");
    }
}
