// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.postern.gateway.digest.DigestRuns;
import org.postern.storage.cassandra.session.Cql;
import org.postern.storage.cassandra.session.TimeToLive;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Which reports were sent, decided by lightweight transactions, so that of all nodes one sends. */
public final class CassandraDigestRuns implements DigestRuns {
    private static final int TAKEN = TimeToLive.seconds(Duration.ofMinutes(10));
    private static final int SETTLED = TimeToLive.seconds(Duration.ofDays(3));

    private final Cql cql;
    private final PreparedStatement take;
    private final PreparedStatement settle;
    private final PreparedStatement giveBack;

    public CassandraDigestRuns(Cql cql) {
        this.cql = cql;
        this.take = cql.prepare("INSERT INTO postern_digest_run (owner, due, attempt, settled) VALUES (?, ?, ?, false) IF NOT EXISTS"
            + " USING TTL ?");
        this.settle = cql.prepare("UPDATE postern_digest_run USING TTL ? SET attempt = ?, settled = true WHERE owner = ? AND due = ?"
            + " IF attempt = ?");
        this.giveBack = cql.prepare("DELETE FROM postern_digest_run WHERE owner = ? AND due = ? IF attempt = ?");
    }

    @Override
    public Taking take(String owner, Instant due, UUID token) {
        Row answer = cql.decide(take.bind(owner, due, token, TAKEN));
        // An attempt whose first answer was lost finds its own name.
        if (answer.getBoolean("[applied]") || token.equals(answer.getUuid("attempt"))) {
            return Taking.TAKEN;
        }
        return answer.getBoolean("settled") ? Taking.SETTLED : Taking.BUSY;
    }

    @Override
    public boolean settle(String owner, Instant due, UUID token) {
        return cql.decide(settle.bind(SETTLED, token, owner, due, token)).getBoolean("[applied]");
    }

    @Override
    public void giveBack(String owner, Instant due, UUID token) {
        cql.decide(giveBack.bind(owner, due, token));
    }
}
