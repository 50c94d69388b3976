// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.IcapConfiguration.Method;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.Findings;

/**
 * What a service's answer means. "Unmodified" is clean, and so is the same content sent back. Anything that the service put in its place
 * was refused by it, also where it names no threat.
 */
final class IcapAnswers {
    /** Name of a finding for which the service gave no name. */
    static final String UNNAMED = "Refused-by-the-service";
    private static final long MOST_PAGE = 4 * 1024 * 1024;

    private final String where;
    private final IcapThreats threats;

    IcapAnswers(String where, IcapThreats threats) {
        this.where = where;
        this.threats = threats;
    }

    String where() {
        return where;
    }

    EngineAnswer failed(Exception e) {
        String reason = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        return new EngineAnswer.Unknown(where + ": " + reason);
    }

    EngineAnswer read(IcapHead head, IcapInput input, Method method, MessageSource content) throws IOException {
        List<String> names = threats.names(head.fields());
        IcapBody body = IcapBody.of(head);
        if (head.status() == 204) {
            return names.isEmpty() ? new EngineAnswer.Clean() : Findings.answer(where, names);
        }
        if (head.status() != 200 && head.status() != 201) {
            body.drain(input);
            return names.isEmpty() ? new EngineAnswer.Unknown(where + " answered: " + head.start()) : Findings.answer(where, names);
        }
        if (names.isEmpty() && head.fields().value("Encapsulated").isEmpty()) {
            throw new IOException("answered without an Encapsulated field: " + head.start());
        }
        boolean changed = replaced(body, input, method);
        if (body.hasBody()) {
            changed |= changed(input, content, changed || !names.isEmpty());
        } else {
            changed |= content.size() > 0;
        }
        if (!names.isEmpty()) {
            return Findings.answer(where, names);
        }
        return changed ? new EngineAnswer.Found(List.of(UNNAMED)) : new EngineAnswer.Clean();
    }

    /** Reads the HTTP headers. Whether they are those of a page of the service's own instead of what it was given. */
    private static boolean replaced(IcapBody body, IcapInput input, Method method) throws IOException {
        Optional<IcapHead> response = Optional.empty();
        for (IcapBody.Header header : body.headers()) {
            IcapHead head = input.encapsulatedHead(header.length());
            if (header.name().equals("res-hdr")) {
                response = Optional.of(head);
            }
        }
        return method == Method.RESPMOD ? response.map(head -> head.status() != 200).orElse(false) : response.isPresent();
    }

    /** Reads the body. Whether it differs from the content. */
    private static boolean changed(IcapInput input, MessageSource content, boolean known) throws IOException {
        try (InputStream same = content.open()) {
            boolean[] differs = {known};
            input.chunks((bytes, length) -> {
                if (!differs[0]) {
                    byte[] expected = same.readNBytes(length);
                    differs[0] = !Arrays.equals(expected, 0, expected.length, bytes, 0, length);
                }
            }, Math.max(MOST_PAGE, content.size() + MOST_PAGE));
            return differs[0] || same.read() >= 0;
        }
    }
}
