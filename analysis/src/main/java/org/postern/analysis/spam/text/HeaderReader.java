// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

/** Reads the header of a message: forgiving of a few lines that are no fields, and of a body that begins without an empty line. */
final class HeaderReader {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 8192;
    private static final int BAD_LINES = 3;

    private final String message;
    private final boolean crlf;
    private final MailFields fields = new MailFields();
    private final MailFaults faults;
    private final StringBuilder pristine = new StringBuilder();
    private StringBuilder field;
    private int position;
    private int badLines;

    HeaderReader(String message, int from, boolean crlf, MailFaults faults) {
        this.message = message;
        this.position = from;
        this.crlf = crlf;
        this.faults = faults;
    }

    MailFields fields() {
        return fields;
    }

    /** The header with its empty line as received, line ends made alike. */
    String pristine() {
        return pristine.toString();
    }

    /** Reads to the end of the header; where the body begins. */
    int read() {
        while (true) {
            if (position >= message.length()) {
                finishField();
                faults.add("missing_head_body_separator");
                return position;
            }
            int end = message.indexOf('\n', position);
            int next = end < 0 ? message.length() : end + 1;
            String line = line(next);
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (field == null) {
                    field = new StringBuilder();
                }
                field.append(line);
                pristine.append(line);
            } else {
                finishField();
                if (line.equals(crlf ? "\r\n" : "\n")) {
                    pristine.append(line);
                    return next;
                }
                if (line.startsWith("--") || !startsField(line) && ++badLines > BAD_LINES) {
                    faults.add("missing_head_body_separator");
                    return position;
                }
                field = new StringBuilder(line);
                pristine.append(line);
            }
            position = next;
        }
    }

    /** Whether a line begins with a field name and a colon, white space before it allowed. */
    static boolean startsField(CharSequence line) {
        int i = nameEnd(line);
        if (i == 0) {
            return false;
        }
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i < line.length() && line.charAt(i) == ':';
    }

    /** Length of the field name that the line begins with. */
    static int nameEnd(CharSequence line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) > ' ' && line.charAt(i) < 0x7f && line.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    private String line(int next) {
        String line = message.substring(position, next);
        if (crlf && line.endsWith("\n") && !line.endsWith("\r\n")) {
            return line.substring(0, line.length() - 1) + "\r\n";
        }
        return line;
    }

    private void finishField() {
        if (field == null) {
            return;
        }
        String text = field.toString();
        field = null;
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        int end = colon;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        String value = text.substring(colon + 1);
        fields.add(bounded(text.substring(0, end), LONGEST_NAME), bounded(crlf ? value.replace("\r\n", "\n") : value, LONGEST_VALUE));
    }

    private String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        faults.add("truncated_header");
        return text.substring(0, most);
    }
}
