// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an answer carries, by its Encapsulated field: HTTP headers, each at an offset, and a body or none.
 *
 * @param headers names and lengths of the headers in their order
 * @param hasBody whether a chunked body follows them
 */
record IcapBody(List<Header> headers, boolean hasBody) {
    private static final long MOST_PAGE = 1024 * 1024;

    /** One encapsulated header, such as res-hdr. */
    record Header(String name, int length) {
    }

    static IcapBody of(IcapHead head) throws IOException {
        Optional<String> field = head.fields().value("Encapsulated");
        if (field.isEmpty() || head.status() == 204 || head.status() == 100) {
            return new IcapBody(List.of(), false);
        }
        List<Header> headers = new ArrayList<>();
        String open = null;
        int at = 0;
        for (String entry : field.get().split(",")) {
            String[] pair = entry.strip().toLowerCase(Locale.ROOT).split("=", 2);
            if (pair.length < 2 || !pair[1].matches("\\d{1,7}")) {
                throw new IOException("answered with an Encapsulated field that is none: " + field.get());
            }
            int offset = Integer.parseInt(pair[1]);
            if (open != null) {
                headers.add(new Header(open, offset - at));
            }
            if (offset < at) {
                throw new IOException("answered with an Encapsulated field out of order: " + field.get());
            }
            at = offset;
            open = pair[0];
            if (open.endsWith("-body")) {
                return new IcapBody(headers, !open.equals("null-body"));
            }
        }
        throw new IOException("answered with an Encapsulated field without a body: " + field.get());
    }

    /** Reads it all and keeps nothing. */
    void drain(IcapInput input) throws IOException {
        for (Header header : headers) {
            input.encapsulatedHead(header.length());
        }
        if (hasBody) {
            input.chunks((bytes, length) -> { }, MOST_PAGE);
        }
    }
}
