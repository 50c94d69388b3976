// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A range of bytes. The array is shared, since a message has many overlapping readings. */
record Slice(byte[] data, int from, int to) {

    static Slice of(byte[] data) {
        return new Slice(data, 0, data.length);
    }

    int length() {
        return to - from;
    }

    boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return from == 0 && to == data.length ? data : Arrays.copyOfRange(data, from, to);
    }

    String latin1() {
        return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    }

    Slice between(int start, int end) {
        return new Slice(data, start, Math.max(start, end));
    }

    /** Place behind the line that begins at a place: behind its line feed, or the end. */
    int nextLine(int place) {
        for (int i = place; i < to; i++) {
            if (data[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    /** Place where the text of the line ends that begins at start and whose successor begins at next. */
    int lineEnd(int start, int next) {
        int end = next;
        if (end > start && data[end - 1] == '\n') {
            end--;
        }
        if (end > start && data[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    boolean startsAt(int place, byte[] text) {
        if (place + text.length > to) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (data[place + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    boolean contains(byte value) {
        for (int i = from; i < to; i++) {
            if (data[i] == value) {
                return true;
            }
        }
        return false;
    }

    boolean hasBareCarriageReturn() {
        for (int i = from; i < to; i++) {
            if (data[i] == '\r' && (i + 1 == to || data[i + 1] != '\n')) {
                return true;
            }
        }
        return false;
    }
}
