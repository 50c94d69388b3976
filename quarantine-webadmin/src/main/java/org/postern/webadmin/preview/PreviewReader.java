// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.postern.analysis.facts.Part;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.TextPart;

/** Reads of a message what a preview shows: the text a mail program would show first, its own pictures, and what is attached. */
public final class PreviewReader {
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LARGEST_IMAGE = 2 * 1024 * 1024;
    private static final int IMAGE_BYTES = 8 * 1024 * 1024;
    private static final Set<String> IMAGE_TYPES = Set.of("image/png", "image/gif", "image/jpeg", "image/webp");

    private final MessageAnalyser analyser;

    @Inject
    public PreviewReader(MessageAnalyser analyser) {
        this.analyser = analyser;
    }

    /** The preview of a message; one that cannot be read as mail shows nothing. */
    public MessagePreview read(MessageSource message, ImagePolicy images) {
        MessageView view;
        try {
            view = analyser.analyse(message, AnalysisLimits.defaults());
        } catch (IOException e) {
            return new MessagePreview("", false, List.of(), List.of(), 0, true);
        }
        Optional<TextPart> shown = view.texts().stream().filter(TextPart::html).findFirst().or(() -> view.texts().stream().findFirst());
        List<MessagePreview.Attachment> attachments = view.parts().stream()
            .filter(part -> !part.declaredType().startsWith("multipart/") && shown.filter(text -> text.part() == part.number()).isEmpty())
            .filter(part -> part.attachment() || part.name().isPresent() || !part.declaredType().startsWith("text/"))
            .map(PreviewReader::attachment).toList();
        String text = shown.map(TextPart::decoded).orElse("");
        boolean cut = text.length() > LONGEST_TEXT;
        String start = cut ? text.substring(0, LONGEST_TEXT) : text;
        if (shown.filter(TextPart::html).isEmpty()) {
            String escaped = start.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u0000", "");
            return new MessagePreview("<pre>" + escaped + "</pre>", false, List.of(), attachments, 0, cut);
        }
        HarmlessHtml harmless = new HarmlessHtml(images, images == ImagePolicy.NONE ? Map.of() : embedded(message, start));
        String html = harmless.of(start);
        return new MessagePreview(html, true, harmless.links(), attachments, harmless.blockedImages(), cut);
    }

    private static MessagePreview.Attachment attachment(Part part) {
        return new MessagePreview.Attachment(part.number(), part.name().orElse(""), part.declaredType(), part.detectedType(), part.size());
    }

    private static Map<String, String> embedded(MessageSource message, String html) {
        if (!html.toLowerCase(java.util.Locale.ROOT).contains("cid:")) {
            return Map.of();
        }
        Pictures pictures = new Pictures();
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(-1).setMaxHeaderCount(-1)
            .build());
        parser.setContentDecoding(true);
        parser.setContentHandler(pictures);
        try (InputStream in = message.open()) {
            parser.parse(in);
        } catch (MimeException | IOException e) {
            // What was read until then is shown; a picture that is missing harms nobody.
            return pictures.found;
        }
        return pictures.found;
    }

    private static final class Pictures extends AbstractContentHandler {
        private final Map<String, String> found = new HashMap<>();
        private Optional<String> id = Optional.empty();
        private int room = IMAGE_BYTES;

        @Override
        public void startHeader() {
            id = Optional.empty();
        }

        @Override
        public void field(Field field) {
            if (field.getName().equalsIgnoreCase("Content-ID")) {
                id = Optional.of(field.getBody().strip()).filter(body -> body.startsWith("<") && body.endsWith(">"))
                    .map(body -> body.substring(1, body.length() - 1));
            }
        }

        @Override
        public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
            if (id.isEmpty()) {
                return;
            }
            byte[] bytes = in.readNBytes(Math.min(LARGEST_IMAGE, room) + 1);
            String type = type(bytes);
            if (bytes.length <= Math.min(LARGEST_IMAGE, room) && IMAGE_TYPES.contains(type)) {
                room -= bytes.length;
                found.put(id.get(), "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
            }
        }

        /** By the bytes, not by what the sender says. */
        private static String type(byte[] bytes) {
            String start = new String(bytes, 0, Math.min(12, bytes.length), java.nio.charset.StandardCharsets.ISO_8859_1);
            if (start.startsWith("\u0089PNG")) {
                return "image/png";
            } else if (start.startsWith("GIF8")) {
                return "image/gif";
            } else if (start.startsWith("\u00ff\u00d8\u00ff")) {
                return "image/jpeg";
            }
            return start.startsWith("RIFF") && start.endsWith("WEBP") ? "image/webp" : "";
        }
    }
}
