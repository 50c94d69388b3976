// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.access.Permission;
import org.postern.gateway.tracking.search.MessagePage;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.MessageRow;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Which messages there were, page by page or as one file.
 */
public final class SearchEndpoints implements EndpointGroup {
    private static final int DEFAULT_LIMIT = 50;
    private static final int DEFAULT_EXPORT = 10_000;
    private static final int LARGEST_EXPORT = 100_000;
    private static final int EXPORT_PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageSearch search;
    private final MessageQueryReader reader;

    public SearchEndpoints(MessageSearch search, Clock clock) {
        this.search = search;
        this.reader = new MessageQueryReader(clock);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.GET, "/postern/tracking", Permission.READ_TRACKING, this::search),
            Endpoint.guarded(HttpMethod.GET, "/postern/tracking/export", Permission.READ_TRACKING, this::export));
    }

    private Answer search(Call call) {
        int limit = MessageQueryReader.number(call, "limit", DEFAULT_LIMIT, 1, MessageQuery.MAXIMUM_LIMIT);
        MessagePage page = find(reader.read(call, Set.of("limit", "cursor"), limit, call.query("cursor")));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("rows", page.rows().stream().map(MessageRowView::of).toList());
        view.put("cursor", page.cursor().orElse(null));
        return Answer.json(200, view);
    }

    private Answer export(Call call) throws IOException {
        String format = call.query("format").orElse("csv");
        if (!Set.of("csv", "jsonl").contains(format)) {
            throw ApiException.invalid("'format' must be csv or jsonl");
        }
        boolean csv = format.equals("csv");
        int limit = MessageQueryReader.number(call, "limit", DEFAULT_EXPORT, 1, LARGEST_EXPORT);
        MessageQuery query = reader.read(call, Set.of("limit", "format"), EXPORT_PAGE, Optional.empty());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (csv) {
            file.writeBytes(MessageRowView.csvHead().getBytes(StandardCharsets.UTF_8));
        }
        int written = 0;
        Optional<String> cursor = Optional.empty();
        do {
            MessagePage page = find(query.at(cursor));
            for (MessageRow row : page.rows().subList(0, Math.min(page.rows().size(), limit - written))) {
                Map<String, Object> view = MessageRowView.of(row);
                file.writeBytes((csv ? MessageRowView.csv(view) : JSON.writeValueAsString(view) + "\n").getBytes(StandardCharsets.UTF_8));
                written++;
            }
            cursor = page.cursor();
        } while (cursor.isPresent() && written < limit);
        return Answer.bytes(200, csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson; charset=utf-8",
            file.toByteArray())
            .with("Content-Disposition", "attachment; filename=\"messages." + format + "\"");
    }

    private MessagePage find(MessageQuery query) {
        try {
            return search.find(query);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("'cursor' is not one that this server has given");
        }
    }
}
