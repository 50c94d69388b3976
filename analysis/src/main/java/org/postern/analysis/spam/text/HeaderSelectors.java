// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.EnumSet;
import java.util.Set;

/**
 * A header as rules name it, taken apart.
 *
 * @param name  without modifiers
 * @param forms what is asked of its value
 */
record HeaderSelectors(String name, Set<Form> forms) {
    /** Modifiers behind colons. */
    enum Form {
        RAW,
        ADDR,
        NAME,
        HOST,
        DOMAIN,
        IP,
        REVIP,
        FIRST,
        LAST
    }

    static HeaderSelectors parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new HeaderSelectors(text, Set.of());
        }
        Set<Form> forms = EnumSet.noneOf(Form.class);
        for (String modifier : text.substring(colon + 1).split(":")) {
            switch (modifier) {
                case "raw" -> forms.add(Form.RAW);
                case "addr" -> forms.add(Form.ADDR);
                case "name" -> forms.add(Form.NAME);
                case "host" -> forms.add(Form.HOST);
                case "domain" -> forms.add(Form.DOMAIN);
                case "ip" -> forms.add(Form.IP);
                case "revip" -> forms.add(Form.REVIP);
                case "first" -> forms.add(Form.FIRST);
                case "last" -> forms.add(Form.LAST);
                case "" -> {
                }
                default -> throw new IllegalArgumentException("header modifier :" + modifier + " is not known");
            }
        }
        return new HeaderSelectors(text.substring(0, colon), forms);
    }

    boolean has(Form form) {
        return forms.contains(form);
    }

    /** Whether the first value alone answers who asks for one. */
    boolean isPart() {
        for (Form form : forms) {
            if (form != Form.RAW && form != Form.FIRST && form != Form.LAST) {
                return true;
            }
        }
        return false;
    }
}
