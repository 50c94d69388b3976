// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The cursor of a list, the same for every store and index, so that pages of one list may come from several: the position of the last item
 * looked at. New items come in front of it, so they never shift a page. It carries no rights and no secret; its checksum only tells a
 * cursor that was cut or made up from one that was given.
 */
public final class ListCursor {
    private static final Pattern FORM = Pattern.compile("1/(-?\\d{1,18})/([0-9A-Z]{26}-[0-9a-f]{16})/([0-9a-f]{1,8})");
    private static final int LONGEST = 200;

    private ListCursor() {
    }

    /** The cursor of what follows a position. */
    public static String write(ListPosition position) {
        String text = "1/" + position.quarantinedAt().toEpochMilli() + "/" + position.id().value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString((text + "/" + checksum(text)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Throws IllegalArgumentException for anything that {@link #write} did not make. */
    public static ListPosition read(String cursor) {
        Matcher form = FORM.matcher(decode(cursor));
        if (!form.matches() || !checksum("1/" + form.group(1) + "/" + form.group(2)).equals(form.group(3))) {
            throw invalid(null);
        }
        try {
            return new ListPosition(Instant.ofEpochMilli(Long.parseLong(form.group(1))), new ItemId(form.group(2)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static String decode(String cursor) {
        if (cursor.length() > LONGEST) {
            throw invalid(null);
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }

    private static IllegalArgumentException invalid(Exception cause) {
        return new IllegalArgumentException("not a cursor of a quarantine list", cause);
    }
}
