// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.spam.text.SpamPart;

/** The texts that a mimeheader rule looks at: the field of each MIME part in its range, or all of them as one. */
final class MimeHeaderValues {
    private MimeHeaderValues() {
    }

    /** What the texts depend on besides the message. */
    record Key(String field, boolean raw, String ifUnset, int first, int last, boolean concat) {
    }

    static Key key(SpamTest.MimeHeader test, RuleFlags flags) {
        return new Key(test.field(), test.raw(), test.ifUnset(), flags.firstPart(), flags.lastPart(), flags.has("concat"));
    }

    static List<String> of(List<SpamPart> parts, SpamTest.MimeHeader test, RuleFlags flags) {
        List<String> values = new ArrayList<>();
        for (int number = 1; number <= parts.size() && number <= flags.lastPart(); number++) {
            if (number >= flags.firstPart()) {
                values.add(value(parts.get(number - 1), test));
            }
        }
        if (!flags.has("concat")) {
            return values;
        }
        StringBuilder all = new StringBuilder();
        values.forEach(value -> all.append(value).append(value.endsWith("\n") ? "" : "\n"));
        return List.of(all.toString());
    }

    private static String value(SpamPart part, SpamTest.MimeHeader test) {
        if (test.field().equals("ALL")) {
            return part.rawHeader();
        }
        List<String> fields = part.header(test.field(), test.raw());
        return fields.isEmpty() ? test.ifUnset() : fields.get(fields.size() - 1);
    }
}
