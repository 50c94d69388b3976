// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.lists;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.lists.AddressEntry;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.lists.EntryKind;
import org.postern.gateway.lists.ListName;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The welcomelist and the blocklist of the site. */
public final class ListEndpoints implements EndpointGroup {
    private static final String LIST = "/postern/lists/:list";
    private static final String ENTRY = LIST + "/entries/:id";
    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 1000;
    private static final int LARGEST_IMPORT = 32 * 1024 * 1024;
    private static final int LARGEST_ENTRY = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AddressLists lists;
    private final Clock clock;

    @Inject
    public ListEndpoints(AddressLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, LIST, Permission.READ_RULES, this::page),
            Endpoint.guarded(HttpMethod.POST, LIST, Permission.MANAGE_RULES, this::save),
            Endpoint.guarded(HttpMethod.GET, LIST + "/export", Permission.READ_RULES, this::export),
            Endpoint.guarded(HttpMethod.POST, LIST + "/import", Permission.MANAGE_RULES, this::load),
            Endpoint.guarded(HttpMethod.GET, ENTRY, Permission.READ_RULES, this::show),
            Endpoint.guarded(HttpMethod.DELETE, ENTRY, Permission.MANAGE_RULES, this::delete));
    }

    private Answer page(Call call) {
        call.allowOnly(Set.of("q", "kind", "limit", "cursor"));
        ListName list = list(call);
        int size = call.query("limit").map(ListEndpoints::size).orElse(USUAL_SIZE);
        Optional<EntryKind> kind = call.query("kind").map(text -> EntryKind.of(text)
            .orElseThrow(() -> ApiException.invalid("there is no 'kind' of this name")));
        Optional<AddressEntry> after = call.query("cursor").map(id -> lists.find(list, id)
            .orElseThrow(() -> ApiException.invalid("'cursor' is not one that was given by this list, or its entry is gone")));
        List<AddressEntry> found = lists.page(list, call.query("q").orElse(""), kind, after, size + 1);
        boolean more = found.size() > size;
        List<AddressEntry> shown = more ? found.subList(0, size) : found;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", shown.stream().map(ListEntryJson::write).toList());
        answer.put("next", more ? shown.get(size - 1).id() : null);
        return Answer.json(200, answer);
    }

    private Answer export(Call call) {
        call.allowOnly(Set.of());
        return Answer.json(200, Map.of("entries", lists.page(list(call), "", Optional.empty(), Optional.empty(), Integer.MAX_VALUE)
            .stream().map(ListEntryJson::write).toList()));
    }

    private Answer save(Call call) {
        AddressEntry entry = ListEntryJson.read(list(call), json(call, LARGEST_ENTRY), "the entry", owner(call), clock.instant());
        lists.save(List.of(entry));
        return Answer.json(201, ListEntryJson.write(entry));
    }

    /** All or nothing is read before anything is written; what replaces a list removes old entries only after the new ones are there. */
    private Answer load(Call call) {
        call.allowOnly(Set.of("replace"));
        ListName list = list(call);
        boolean replace = call.query("replace").map(ListEndpoints::flag).orElse(false);
        JsonNode array = json(call, LARGEST_IMPORT).get("entries");
        if (array == null || !array.isArray()) {
            throw ApiException.invalid("the body needs a list 'entries'");
        }
        Instant now = clock.instant();
        List<AddressEntry> entries = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            entries.add(ListEntryJson.read(list, array.get(i), "entry " + (i + 1), owner(call), now));
        }
        Set<String> kept = entries.stream().map(AddressEntry::id).collect(Collectors.toSet());
        List<String> old = replace ? lists.page(list, "", Optional.empty(), Optional.empty(), Integer.MAX_VALUE).stream()
            .map(AddressEntry::id).filter(id -> !kept.contains(id)).toList() : List.of();
        lists.save(entries);
        if (!old.isEmpty()) {
            lists.delete(list, old);
        }
        return Answer.json(200, Map.of("imported", kept.size(), "removed", old.size()));
    }

    private Answer show(Call call) {
        return Answer.json(200, ListEntryJson.write(entry(call)));
    }

    private Answer delete(Call call) {
        lists.delete(list(call), List.of(entry(call).id()));
        return Answer.json(200, Map.of("status", "deleted"));
    }

    private AddressEntry entry(Call call) {
        return lists.find(list(call), call.path("id")).orElseThrow(() -> ApiException.notFound("There is no such entry"));
    }

    private static ListName list(Call call) {
        return ListName.of(call.path("list")).orElseThrow(() -> ApiException.notFound("The lists are welcomelist and blocklist"));
    }

    private static String owner(Call call) {
        return call.principal().name().value();
    }

    private static JsonNode json(Call call, int most) {
        try {
            JsonNode node = JSON.readTree(call.text(most));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("the body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr() + ")");
        }
        throw ApiException.invalid("the body must be a JSON object");
    }

    private static boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw ApiException.invalid("'replace' must be true or false");
    }

    private static int size(String text) {
        if (text.matches("\\d{1,4}")) {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_SIZE) {
                return size;
            }
        }
        throw ApiException.invalid("'limit' must be a whole number from 1 to " + LARGEST_SIZE);
    }
}
