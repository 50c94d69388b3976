// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.util.ArrayList;
import java.util.List;

import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.postern.analysis.facts.HeaderField;

/**
 * Finds the addresses in From fields. A message may have several fields with several addresses each, and every reader picks another,
 * so that all of them count.
 */
public final class Authors {
    private static final String FROM = "From";

    private Authors() {
    }

    /** The addresses of all From fields among these, in order; what cannot be read as an address is left out. */
    public static List<String> of(List<HeaderField> headers) {
        List<String> authors = new ArrayList<>();
        for (HeaderField field : headers) {
            if (field.name().equalsIgnoreCase(FROM)) {
                for (Mailbox mailbox : LenientAddressParser.DEFAULT.parseAddressList(field.raw()).flatten()) {
                    authors.add(mailbox.getAddress());
                }
            }
        }
        return authors;
    }
}
