// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.lists;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.gateway.lists.AddressEntry;
import org.postern.gateway.lists.EntryCondition;
import org.postern.gateway.lists.EntryKind;
import org.postern.gateway.lists.ListName;
import org.postern.webadmin.ApiException;

import com.fasterxml.jackson.databind.JsonNode;

/** Entries of address lists as JSON, the same for one entry, for imports and for exports. */
final class ListEntryJson {
    private static final Set<String> FIELDS = Set.of("id", "kind", "value", "subdomains", "condition", "comment", "owner", "createdAt",
        "expiresAt");

    private ListEntryJson() {
    }

    static Map<String, Object> write(AddressEntry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("kind", entry.kind().word());
        view.put("value", entry.value());
        view.put("subdomains", entry.subdomains());
        view.put("condition", entry.condition().word());
        view.put("comment", entry.comment());
        view.put("owner", entry.owner());
        view.put("createdAt", entry.createdAt().toString());
        view.put("expiresAt", entry.expiresAt().map(Instant::toString).orElse(null));
        return view;
    }

    /**
     * Reads an entry; {@code id} and {@code createdAt} may stand there, as in an export, and do not count.
     *
     * @param where names the entry in messages
     */
    static AddressEntry read(ListName list, JsonNode node, String where, String owner, Instant now) {
        if (!node.isObject()) {
            throw ApiException.invalid(where + " must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw ApiException.invalid(where + " may only have the fields " + FIELDS.stream().sorted()
                    .collect(Collectors.joining(", ")));
            }
        }
        EntryKind kind = text(node, "kind", where).flatMap(EntryKind::of).orElseThrow(() -> ApiException.invalid(where
            + ": 'kind' must be one of " + Arrays.stream(EntryKind.values()).map(EntryKind::word).collect(Collectors.joining(", "))));
        EntryCondition condition = EntryCondition.of(text(node, "condition", where).orElse("none"))
            .orElseThrow(() -> ApiException.invalid(where + ": 'condition' must be none, spf, dkim or dmarc"));
        Optional<Instant> end = text(node, "expiresAt", where).map(text -> time(text, where));
        if (end.filter(time -> !time.isAfter(now)).isPresent()) {
            throw ApiException.invalid(where + ": 'expiresAt' is past");
        }
        try {
            return new AddressEntry(list, kind, text(node, "value", where).orElse(""), subdomains(node, where), condition,
                text(node, "comment", where).orElse(""), text(node, "owner", where).orElse(owner), now, end);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(where + ": " + e.getMessage());
        }
    }

    private static boolean subdomains(JsonNode node, String where) {
        JsonNode value = node.get("subdomains");
        if (value != null && !value.isBoolean()) {
            throw ApiException.invalid(where + ": 'subdomains' must be true or false");
        }
        return value != null && value.booleanValue();
    }

    private static Optional<String> text(JsonNode node, String name, String where) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ApiException.invalid(where + ": '" + name + "' must be a text");
        }
        return Optional.of(value.textValue());
    }

    private static Instant time(String text, String where) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(where + ": 'expiresAt' must be a time such as 2030-01-31T12:00:00Z");
        }
    }
}
