// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.digest;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.config.DigestKind;
import org.postern.gateway.digest.DigestChoice;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.digest.DigestTemplate;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** Choices in Cassandra, in one partition: they are few and read together each minute. */
public final class CassandraDigestStore implements DigestStore {
    private static final String PART = "all";
    private static final String COLUMNS = "owner, kind, send_at, zone, hours, language, changed_at";

    private final Cql cql;
    private final PreparedStatement selectAll;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement selectTemplate;
    private final PreparedStatement insertTemplate;
    private final PreparedStatement deleteTemplate;

    public CassandraDigestStore(Cql cql) {
        this.cql = cql;
        this.selectAll = cql.prepare("SELECT " + COLUMNS + " FROM postern_digest_choice WHERE part = ?");
        this.select = cql.prepare("SELECT " + COLUMNS + " FROM postern_digest_choice WHERE part = ? AND owner = ?");
        this.insert = cql.prepare("INSERT INTO postern_digest_choice (part, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.delete = cql.prepare("DELETE FROM postern_digest_choice WHERE part = ? AND owner = ?");
        this.selectTemplate = cql.prepare("SELECT subject, plain, html FROM postern_digest_template WHERE domain = ?");
        this.insertTemplate = cql.prepare("INSERT INTO postern_digest_template (domain, subject, plain, html) VALUES (?, ?, ?, ?)");
        this.deleteTemplate = cql.prepare("DELETE FROM postern_digest_template WHERE domain = ?");
    }

    @Override
    public Map<String, DigestChoice> choices() {
        return Cql.guard(() -> {
            Map<String, DigestChoice> choices = new HashMap<>();
            for (Row row : cql.execute(selectAll.bind(PART))) {
                choices.put(row.getString("owner"), read(row));
            }
            return choices;
        });
    }

    @Override
    public Optional<DigestChoice> choice(String owner) {
        return Optional.ofNullable(cql.execute(select.bind(PART, owner)).one()).map(CassandraDigestStore::read);
    }

    @Override
    public void save(String owner, DigestChoice choice) {
        cql.execute(insert.bind(PART, owner, choice.kind().map(DigestKind::word).orElse(null),
            choice.time().map(LocalTime::toString).orElse(null), choice.zone().map(ZoneId::getId).orElse(null),
            choice.hours().orElse(null), choice.language().orElse(null), choice.changedAt()));
    }

    @Override
    public void delete(String owner) {
        cql.execute(delete.bind(PART, owner));
    }

    @Override
    public Optional<DigestTemplate> template(String domain) {
        return Optional.ofNullable(cql.execute(selectTemplate.bind(domain)).one())
            .map(row -> new DigestTemplate(row.getString("subject"), row.getString("plain"), row.getString("html")));
    }

    @Override
    public void save(String domain, DigestTemplate template) {
        cql.execute(insertTemplate.bind(domain, template.subject(), template.text(), template.html()));
    }

    @Override
    public void deleteTemplate(String domain) {
        cql.execute(deleteTemplate.bind(domain));
    }

    private static DigestChoice read(Row row) {
        return new DigestChoice(Optional.ofNullable(row.getString("kind")).flatMap(DigestKind::of),
            Optional.ofNullable(row.getString("send_at")).map(LocalTime::parse), Optional.ofNullable(row.getString("zone")).map(ZoneId::of),
            row.isNull("hours") ? Optional.empty() : Optional.of(row.getInt("hours")), Optional.ofNullable(row.getString("language")),
            row.getInstant("changed_at"));
    }
}
