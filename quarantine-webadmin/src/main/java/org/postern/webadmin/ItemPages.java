// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.webadmin.preview.ImagePolicy;
import org.postern.webadmin.preview.MessagePreview;
import org.postern.webadmin.preview.PreviewReader;

/**
 * The message itself, in forms that can do no harm: its source as plain text, and its text in a page of its own that the web interface
 * shows in a frame. That page is fetched without a token, which a frame cannot send, so it has a ticket of two minutes instead.
 */
public final class ItemPages implements EndpointGroup {
    private static final String FRAME = "/postern/preview/:ticket";
    private static final int SOURCE_BYTES = 1024 * 1024;
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src %s; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox";

    private final Quarantine quarantine;
    private final PreviewReader previews;
    private final PreviewTickets tickets;

    @Inject
    public ItemPages(Quarantine quarantine, PreviewReader previews, PreviewTickets tickets) {
        this.quarantine = quarantine;
        this.previews = previews;
        this.tickets = tickets;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.open(HttpMethod.GET, FRAME, this::frame));
    }

    /** The beginning of the message, byte for byte, as text. */
    Answer source(QuarantineItem item) {
        try (InputStream in = content(item.id()).open()) {
            return Answer.bytes(200, "text/plain; charset=iso-8859-1", in.readNBytes(SOURCE_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is to see, and where the frame's page is. */
    Answer preview(QuarantineItem item, Call call) {
        call.allowOnly(Set.of("images"));
        ImagePolicy images = ImagePolicy.of(call.query("images").orElse(ImagePolicy.NONE.word()))
            .orElseThrow(() -> ApiException.invalid("'images' must be none, embedded or remote"));
        MessagePreview preview = read(item.id(), images);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("frame", "/postern/preview/" + tickets.issue(item.id(), images));
        answer.put("html", preview.fromHtml());
        answer.put("links", preview.links());
        answer.put("attachments", preview.attachments());
        answer.put("blockedImages", preview.blockedImages());
        answer.put("cut", preview.cut());
        return Answer.json(200, answer);
    }

    private Answer frame(Call call) {
        PreviewTickets.Ticket ticket = tickets.read(call.path("ticket"))
            .orElseThrow(() -> ApiException.notFound("This preview has ended; open it again"));
        MessagePreview preview = read(ticket.item(), ticket.images());
        String page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Message</title><style>body{margin:12px;color:#1f2a2c;"
            + "background:#fff;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
            + "table{max-width:100%}pre{white-space:pre-wrap;font:14px/1.5 ui-monospace,monospace}</style></head><body>" + preview.html()
            + "</body></html>";
        return Answer.bytes(200, "text/html; charset=utf-8", page.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .with("Content-Security-Policy", String.format(POLICY, ticket.images().sources()))
            .with("X-Frame-Options", "SAMEORIGIN");
    }

    private MessagePreview read(ItemId id, ImagePolicy images) {
        return previews.read(content(id), images);
    }

    private MessageSource content(ItemId id) {
        return Optional.of(id).flatMap(quarantine::content)
            .orElseThrow(() -> ApiException.notFound("The content of this message is gone"));
    }
}
