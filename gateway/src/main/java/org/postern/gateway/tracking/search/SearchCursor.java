// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.postern.analysis.facts.MessageId;

/**
 * Where a page ended, in a form that is handed out.
 *
 * @param messageId of the last row
 * @param recipient address of the last row, empty when all rows of the message have been shown
 */
record SearchCursor(String messageId, Optional<String> recipient) {

    /** Reads a cursor that was handed out; throws IllegalArgumentException for any other text. */
    static SearchCursor read(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        if (colon < 0 || !MessageId.isValid(plain.substring(0, colon))) {
            throw new IllegalArgumentException("no cursor");
        }
        return new SearchCursor(plain.substring(0, colon), Optional.of(plain.substring(colon + 1)).filter(rest -> !rest.isEmpty()));
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((messageId + ":" + recipient.orElse(""))
            .getBytes(StandardCharsets.UTF_8));
    }
}
