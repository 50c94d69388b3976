// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of an entity in one reading of where it ends.
 *
 * @param fields    in their order
 * @param body      what follows
 * @param regular   whether every program cuts the header alike: fields and continuations only, ended by one empty line
 */
record HeaderBlock(List<RawField> fields, Slice body, boolean regular) {
    /** The line with which mailbox files begin a message; programs agree in passing it over. */
    private static final byte[] MAILBOX_LINE = {'F', 'r', 'o', 'm', ' '};

    /** Where programs see the end of a header. */
    enum End {
        /** At the first empty line; lines that are no field are passed over. */
        EMPTY_LINE(false, false),
        /** At the first line of blanks alone, too. */
        BLANK_LINE(true, false),
        /** Before the first line that is neither field nor continuation, too. */
        NO_FIELD(false, true),
        /** At whichever of these comes first. */
        EITHER(true, true);

        private final boolean blankLine;
        private final boolean noField;

        End(boolean blankLine, boolean noField) {
            this.blankLine = blankLine;
            this.noField = noField;
        }
    }

    static HeaderBlock read(Slice entity, End end, int mostFields, int mostBytes) {
        List<RawField> fields = new ArrayList<>();
        boolean regular = true;
        int place = entity.from();
        int most = (int) Math.min(entity.to(), (long) entity.from() + mostBytes);
        if (entity.startsAt(place, MAILBOX_LINE)) {
            int next = entity.nextLine(place);
            regular = plainLines(entity.between(place, next));
            place = next;
        }
        while (place < entity.to()) {
            if (fields.size() >= mostFields || place >= most) {
                return new HeaderBlock(fields, entity.between(entity.to(), entity.to()), false);
            }
            int next = fieldEnd(entity, place, end);
            if (next - entity.from() > mostBytes) {
                return new HeaderBlock(fields, entity.between(entity.to(), entity.to()), false);
            }
            int lineEnd = entity.lineEnd(place, entity.nextLine(place));
            if (lineEnd == place) {
                return new HeaderBlock(fields, entity.between(entity.nextLine(place), entity.to()), regular);
            }
            if (blank(entity, place, lineEnd)) {
                regular = false;
                if (end.blankLine) {
                    return new HeaderBlock(fields, entity.between(entity.nextLine(place), entity.to()), false);
                }
            }
            int colon = colon(entity, place, lineEnd);
            if (colon <= place || entity.data()[place] == ' ' || entity.data()[place] == '\t') {
                regular = false;
                if (end.noField) {
                    return new HeaderBlock(fields, entity.between(place, entity.to()), false);
                }
            } else {
                Slice field = entity.between(place, next);
                regular &= plainName(field, colon) && plainLines(field);
                if (end.noField && !plainName(field, colon)) {
                    return new HeaderBlock(fields, entity.between(place, entity.to()), false);
                }
                fields.add(new RawField(entity.between(place, colon).latin1().strip(), unfolded(entity.between(colon + 1, next))));
            }
            place = next;
        }
        // A header to the very end has no body in any reading.
        return new HeaderBlock(fields, entity.between(entity.to(), entity.to()), regular && fields.isEmpty());
    }

    /** Values of the fields of a name, given in lower case. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (RawField field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    private static int fieldEnd(Slice entity, int start, End end) {
        int next = entity.nextLine(start);
        while (next < entity.to() && (entity.data()[next] == ' ' || entity.data()[next] == '\t')) {
            int following = entity.nextLine(next);
            if (end.blankLine && blank(entity, next, entity.lineEnd(next, following))) {
                break;
            }
            next = following;
        }
        return next;
    }

    private static boolean blank(Slice entity, int from, int to) {
        return entity.between(from, to).isBlank();
    }

    private static int colon(Slice entity, int from, int to) {
        for (int i = from; i < to; i++) {
            if (entity.data()[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private static boolean plainName(Slice field, int colon) {
        for (int i = field.from(); i < colon; i++) {
            if (field.data()[i] <= ' ' || field.data()[i] == 127) {
                return false;
            }
        }
        return true;
    }

    /** No zero byte, no carriage return within a line, no continuation of blanks alone. */
    private static boolean plainLines(Slice field) {
        boolean seen = false;
        for (int i = field.from(); i < field.to(); i++) {
            byte b = field.data()[i];
            if (b == 0 || b == '\r' && (i + 1 >= field.to() || field.data()[i + 1] != '\n')) {
                return false;
            }
            if (b == '\n') {
                if (!seen) {
                    return false;
                }
                seen = false;
            } else if (b != ' ' && b != '\t' && b != '\r') {
                seen = true;
            }
        }
        return true;
    }

    private static String unfolded(Slice value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = value.from(); i < value.to(); i++) {
            byte b = value.data()[i];
            if (b != '\r' && b != '\n') {
                text.append((char) (b & 0xff));
            }
        }
        return text.toString().strip();
    }
}
