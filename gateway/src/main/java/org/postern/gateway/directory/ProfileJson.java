// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.postern.gateway.config.DurationText;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON form of profiles, in which administrators write them and stores keep them. */
public final class ProfileJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException with a text for people that names the field
     */
    public Profile read(JsonNode tree) {
        ProfileFields fields = new ProfileFields(tree);
        Connection connection = new Connection(fields.list("servers", List.of()),
            Connection.Security.valueOf(fields.choice("security", "ldaps", "ldap", "ldaps", "starttls").toUpperCase(Locale.ROOT)),
            fields.truth("verify", true), fields.text("caFile"), fields.text("bindName"), fields.secret("bindPassword"),
            fields.text("bindPasswordFile"),
            fields.duration("connectTimeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)),
            fields.duration("answerTimeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)));
        Layout layout = new Layout(fields.text("base"), fields.text("filter"), fields.list("accountAttributes", Layout.ACCOUNTS),
            fields.list("mailAttributes", Layout.ADDRESSES), fields.text("groupBase"), fields.list("groupClasses", Layout.GROUPS),
            fields.list("memberAttributes", Layout.MEMBERS), fields.integer("pageSize", 500, 1, 10_000),
            fields.integer("mostEntries", 500_000, 1, 10_000_000));
        Profile profile = new Profile(fields.text("name").orElse(""), fields.text("comment").orElse(""), fields.truth("enabled", true),
            connection, layout, fields.duration("syncEvery", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(7)),
            fields.domains("domains"), fields.truth("selfService", true), fields.roles("roles"));
        fields.refuseOthers();
        return profile;
    }

    /** Reads what {@link #write} wrote. */
    public Profile read(String json) {
        try {
            return read(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a profile", e);
        }
    }

    /** Writes a profile with its password, for stores alone. */
    public String write(Profile profile) {
        Map<String, Object> tree = tree(profile);
        profile.connection().bindPassword().ifPresent(password -> tree.put("bindPassword", password));
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a profile that cannot be written", e);
        }
    }

    /** The profile without its password. */
    public Map<String, Object> tree(Profile profile) {
        Connection connection = profile.connection();
        Layout layout = profile.layout();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", profile.name());
        tree.put("comment", profile.comment());
        tree.put("enabled", profile.enabled());
        tree.put("servers", connection.servers());
        tree.put("security", connection.security().name().toLowerCase(Locale.ROOT));
        tree.put("verify", connection.verify());
        connection.caFile().ifPresent(value -> tree.put("caFile", value));
        connection.bindName().ifPresent(value -> tree.put("bindName", value));
        connection.bindPasswordFile().ifPresent(value -> tree.put("bindPasswordFile", value));
        tree.put("connectTimeout", DurationText.format(connection.connectTimeout()));
        tree.put("answerTimeout", DurationText.format(connection.answerTimeout()));
        layout.base().ifPresent(value -> tree.put("base", value));
        layout.filter().ifPresent(value -> tree.put("filter", value));
        tree.put("accountAttributes", layout.accountAttributes());
        tree.put("mailAttributes", layout.mailAttributes());
        layout.groupBase().ifPresent(value -> tree.put("groupBase", value));
        tree.put("groupClasses", layout.groupClasses());
        tree.put("memberAttributes", layout.memberAttributes());
        tree.put("pageSize", layout.pageSize());
        tree.put("mostEntries", layout.mostEntries());
        tree.put("syncEvery", DurationText.format(profile.syncEvery()));
        tree.put("domains", profile.domains().stream().sorted().toList());
        tree.put("selfService", profile.selfService());
        tree.put("roles", profile.roles());
        return tree;
    }
}
