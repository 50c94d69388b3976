// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.session;

import java.time.Duration;

import org.postern.gateway.config.RulesConfiguration;
import org.postern.gateway.config.StorageConfiguration;
import org.postern.gateway.config.TrackingConfiguration;
import org.postern.gateway.tracking.FieldLifetimes;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;

/**
 * How Postern's statements are executed, whoever owns the session. They are set on each statement, so that a session borrowed from
 * James behaves like one of our own.
 *
 * @param consistency       of reads and writes
 * @param serialConsistency of the decisions taken by lightweight transaction: SERIAL or LOCAL_SERIAL
 * @param requestTimeout    longest wait for one statement, positive
 * @param eventLifetime     how long a message's timeline is kept, at least one second
 * @param factsLifetime     how long a message's facts are kept, at least one second
 * @param fields            what of a timeline is kept for less
 */
public record StorageSettings(ConsistencyLevel consistency, ConsistencyLevel serialConsistency, Duration requestTimeout,
                              Duration eventLifetime, Duration factsLifetime, FieldLifetimes fields) {
    public StorageSettings {
        if (consistency.isSerial()) {
            throw new IllegalArgumentException("the consistency of reads and writes cannot be " + consistency);
        }
        if (!serialConsistency.isSerial()) {
            throw new IllegalArgumentException("the serial consistency is SERIAL or LOCAL_SERIAL, not " + serialConsistency);
        }
        if (requestTimeout.isZero() || requestTimeout.isNegative()) {
            throw new IllegalArgumentException("the request timeout must be positive");
        }
        if (eventLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("the lifetime of events must be at least one second");
        }
    }

    /** Settings with the usual lifetime of facts. */
    public StorageSettings(ConsistencyLevel consistency, ConsistencyLevel serialConsistency, Duration requestTimeout,
                           Duration eventLifetime) {
        this(consistency, serialConsistency, requestTimeout, eventLifetime, Duration.ofDays(30), FieldLifetimes.AS_EVENTS);
    }

    /** What the operator has configured. */
    public static StorageSettings of(StorageConfiguration storage, TrackingConfiguration tracking, RulesConfiguration rules) {
        return new StorageSettings(DefaultConsistencyLevel.valueOf(storage.consistency().name()),
            DefaultConsistencyLevel.valueOf(storage.serialConsistency().name()), storage.requestTimeout(), tracking.lifetime(),
            rules.factsLifetime(), new FieldLifetimes(tracking.subjectLifetime(), tracking.addressLifetime()));
    }
}
