// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {
    private static final ListPosition POSITION = new ListPosition(Instant.parse("2026-03-01T12:00:00.123Z"),
        new ItemId("01HQXW5P7R8ZJ4M2N6K9T3V0BC-0123456789abcdef"));

    @Test
    void readShouldReturnWhatWasWritten() {
        assertThat(ListCursor.read(ListCursor.write(POSITION))).isEqualTo(POSITION);
    }

    @Test
    void cursorShouldBeSafeInAUrl() {
        assertThat(ListCursor.write(POSITION)).matches("[A-Za-z0-9_-]+").hasSizeLessThan(128);
    }

    @Test
    void everyChangeOfACharacterShouldBeNoticed() {
        String cursor = ListCursor.write(POSITION);
        for (int i = 0; i < cursor.length(); i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThatThrownBy(() -> ListCursor.read(changed)).as(changed).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyCutShouldBeNoticed() {
        String cursor = ListCursor.write(POSITION);
        for (int i = 0; i < cursor.length(); i++) {
            String cut = cursor.substring(0, i);
            assertThatThrownBy(() -> ListCursor.read(cut)).as(cut).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/0/x/0", "1/99999999999999999999/01HQXW5P7R8ZJ4M2N6K9T3V0BC-0123456789abcdef/0",
        "2/0/01HQXW5P7R8ZJ4M2N6K9T3V0BC-0123456789abcdef/0"})
    void madeUpCursorsShouldBeRefused(String text) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> ListCursor.read(cursor)).isInstanceOf(IllegalArgumentException.class);
    }
}
