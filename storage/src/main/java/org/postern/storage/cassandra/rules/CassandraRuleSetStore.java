// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.rules.RuleSetState;
import org.postern.gateway.rules.RuleSetStore;
import org.postern.gateway.rules.RuleSetVersion;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Versions of the rule set in Cassandra. They are written rarely and by people, so that numbers and the working copy are decided by
 * lightweight transactions; the pointer to the version in force is read by every node every two seconds, and is a plain write.
 */
public final class CassandraRuleSetStore implements RuleSetStore {
    private static final String APPLIED = "[applied]";
    private static final String REALM = "gateway";
    private static final String DRAFT = "draft";
    private static final String ACTIVE = "active";

    private final Cql cql;
    private final PreparedStatement list;
    private final PreparedStatement text;
    private final PreparedStatement append;
    private final PreparedStatement state;
    private final PreparedStatement createState;
    private final PreparedStatement replaceState;
    private final PreparedStatement point;
    private final PreparedStatement unpoint;

    public CassandraRuleSetStore(Cql cql) {
        this.cql = cql;
        this.list = cql.prepare("SELECT number, created_at, author, comment FROM postern_rule_set WHERE realm = ?");
        this.text = cql.prepare("SELECT yaml FROM postern_rule_set WHERE realm = ? AND number = ?");
        this.append = cql.prepare("INSERT INTO postern_rule_set (realm, number, created_at, author, comment, yaml, change)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.state = cql.prepare("SELECT tag, text, author, changed_at FROM postern_rule_state WHERE realm = ? AND name = ?");
        this.createState = cql.prepare("INSERT INTO postern_rule_state (realm, name, tag, text, author, changed_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.replaceState = cql.prepare("UPDATE postern_rule_state SET tag = ?, text = ?, author = ?, changed_at = ?"
            + " WHERE realm = ? AND name = ? IF tag = ?");
        this.point = cql.prepare("INSERT INTO postern_rule_state (realm, name, tag, text, author, changed_at) VALUES (?, ?, ?, ?, ?, ?)");
        this.unpoint = cql.prepare("DELETE FROM postern_rule_state WHERE realm = ? AND name = ?");
    }

    @Override
    public List<RuleSetVersion> versions() {
        return Cql.guard(() -> {
            List<RuleSetVersion> versions = new ArrayList<>();
            for (Row row : cql.execute(list.bind(REALM))) {
                versions.add(new RuleSetVersion(row.getLong("number"), row.getInstant("created_at"), row.getString("author"),
                    row.getString("comment")));
            }
            return versions;
        });
    }

    @Override
    public Optional<String> yaml(long number) {
        return Optional.ofNullable(cql.execute(text.bind(REALM, number)).one()).map(row -> row.getString("yaml"));
    }

    @Override
    public boolean append(RuleSetVersion version, String yaml) {
        UUID change = UUID.randomUUID();
        Row answer = cql.decide(append.bind(REALM, version.number(), version.createdAt(), version.author(), version.comment(), yaml,
            change));
        return answer.getBoolean(APPLIED) || change.equals(answer.getUuid("change"));
    }

    @Override
    public Optional<RuleSetState> draft() {
        return read(DRAFT);
    }

    @Override
    public boolean replaceDraft(Optional<String> tag, RuleSetState draft) {
        Row answer = tag.isPresent()
            ? cql.decide(replaceState.bind(draft.tag(), draft.text(), draft.author(), draft.changedAt(), REALM, DRAFT, tag.get()))
            : cql.decide(createState.bind(REALM, DRAFT, draft.tag(), draft.text(), draft.author(), draft.changedAt()));
        // A transaction that is sent twice finds its own work done.
        return answer.getBoolean(APPLIED)
            || answer.getColumnDefinitions().contains("tag") && draft.tag().equals(answer.getString("tag"));
    }

    @Override
    public Optional<RuleSetState> active() {
        return read(ACTIVE);
    }

    @Override
    public void activate(Optional<RuleSetState> pointer) {
        if (pointer.isPresent()) {
            RuleSetState next = pointer.get();
            cql.execute(point.bind(REALM, ACTIVE, next.tag(), next.text(), next.author(), next.changedAt()));
        } else {
            cql.execute(unpoint.bind(REALM, ACTIVE));
        }
    }

    private Optional<RuleSetState> read(String name) {
        return Optional.ofNullable(cql.execute(state.bind(REALM, name)).one())
            .map(row -> new RuleSetState(row.getString("tag"), row.getString("text"), row.getString("author"),
                row.getInstant("changed_at")));
    }
}
