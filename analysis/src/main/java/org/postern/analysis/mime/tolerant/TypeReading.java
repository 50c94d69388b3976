// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One reading of what an entity's Content-Type fields say.
 *
 * @param main       media type, lower case, blanks removed
 * @param boundaries every boundary that some program reads
 */
record TypeReading(String main, Set<String> boundaries) {
    private static final int MOST_VALUES = 8;

    boolean isMultipart() {
        return main.startsWith("multipart");
    }

    boolean isMessage() {
        return main.startsWith("message/") && !main.equals("message/delivery-status") && !main.equals("message/disposition-notification");
    }

    boolean isText() {
        return main.startsWith("text") || main.indexOf('/') < 0;
    }

    /** The readings of all values, that of the first value first; the default when there is none. */
    static List<TypeReading> of(List<String> values, String absent) {
        Set<TypeReading> readings = new LinkedHashSet<>();
        for (String value : values.subList(0, Math.min(values.size(), MOST_VALUES))) {
            for (String text : FieldText.readings(value)) {
                readings.add(new TypeReading(main(text), BoundaryReadings.of(text)));
                String lower = text.toLowerCase(Locale.ROOT);
                for (String container : List.of("multipart/", "message/rfc822")) {
                    if (lower.contains(container) && !main(text).startsWith(container)) {
                        readings.add(new TypeReading(container.equals("multipart/") ? "multipart/mixed" : container,
                            BoundaryReadings.of(text)));
                    }
                }
            }
        }
        if (values.size() > MOST_VALUES) {
            readings.addAll(of(values.subList(values.size() - 1, values.size()), absent));
        }
        return readings.isEmpty() ? List.of(new TypeReading(absent, Set.of())) : new ArrayList<>(readings);
    }

    private static String main(String value) {
        StringBuilder main = new StringBuilder();
        for (int i = 0; i < value.length() && value.charAt(i) != ';'; i++) {
            char c = value.charAt(i);
            if (c > ' ' && c != '"') {
                main.append(Character.toLowerCase(c));
            } else if (c <= ' ' && main.indexOf("/") > 0 && main.charAt(main.length() - 1) != '/') {
                break;
            }
        }
        return main.toString();
    }
}
