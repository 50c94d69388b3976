// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.nio.charset.StandardCharsets;

/** Looks at what stands before the first and behind the last part of a multipart, which most programs do not show. */
final class OutsideText {
    private static final ByteSearch FIELD = new ByteSearch("ontent-".getBytes(StandardCharsets.US_ASCII));
    private static final ByteSearch SHOUTED_FIELD = new ByteSearch("ONTENT-".getBytes(StandardCharsets.US_ASCII));

    private OutsideText() {
    }

    /** Whether more than words stands there: a part's header, or an encoded file. */
    static boolean holdsMore(Slice text) {
        return headerStart(text) >= 0 || TextAttachments.possible(text);
    }

    /** Start of the first line that begins a field of a part's header, or -1. */
    static int headerStart(Slice text) {
        int plain = start(FIELD, text);
        int shouted = start(SHOUTED_FIELD, text);
        return plain < 0 ? shouted : shouted < 0 ? plain : Math.min(plain, shouted);
    }

    private static int start(ByteSearch search, Slice text) {
        for (int at = search.next(text, text.from()); at >= 0; at = search.next(text, at + 1)) {
            int start = at - 1;
            boolean letter = start >= text.from() && (text.data()[start] | 0x20) == 'c';
            if (letter && (start == text.from() || text.data()[start - 1] == '\n' || text.data()[start - 1] == '\r')) {
                return start;
            }
        }
        return -1;
    }
}
