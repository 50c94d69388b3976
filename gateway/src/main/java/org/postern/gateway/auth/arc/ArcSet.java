// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.postern.gateway.auth.dkim.DkimSyntaxException;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.auth.dkim.TagList;

/**
 * What one forwarder added.
 *
 * @param results   what it found itself
 * @param signature its signature of the message
 * @param seal      its seal on all sets so far
 */
record ArcSet(RawField results, RawField signature, RawField seal) {
    private static final int MOST = 50;
    private static final List<String> NAMES = List.of("ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal");

    /**
     * The sets of a message, the oldest first; none when there is no field of ARC.
     *
     * @throws DkimSyntaxException when they do not make a chain
     */
    static List<ArcSet> of(RawMessage message) throws DkimSyntaxException {
        List<Map<Integer, RawField>> kinds = new ArrayList<>();
        for (String name : NAMES) {
            Map<Integer, RawField> numbered = new TreeMap<>();
            for (RawField field : message.named(name).limit(MOST + 1L).toList()) {
                if (numbered.put(number(field), field) != null) {
                    throw new DkimSyntaxException("two fields " + name + " of the same number");
                }
            }
            kinds.add(numbered);
        }
        int count = kinds.get(0).size();
        List<ArcSet> sets = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (kinds.get(0).get(i) == null || kinds.get(1).get(i) == null || kinds.get(2).get(i) == null) {
                throw new DkimSyntaxException("the chain has a gap at " + i);
            }
            sets.add(new ArcSet(kinds.get(0).get(i), kinds.get(1).get(i), kinds.get(2).get(i)));
        }
        if (count > MOST || kinds.stream().anyMatch(kind -> kind.size() != count)) {
            throw new DkimSyntaxException("the chain is not whole, or longer than " + MOST);
        }
        return sets;
    }

    private static int number(RawField field) throws DkimSyntaxException {
        // The results field is no list of tags beyond its first part.
        String first = field.value().split(";", 2)[0].replaceAll("[ \\t\\r\\n]+", "");
        Optional<String> number = first.startsWith("i=") ? Optional.of(first.substring(2))
            : field.named(NAMES.get(0)) ? Optional.empty() : TagList.parse(field.value()).dense("i");
        if (number.isEmpty() || !number.get().matches("[1-9]\\d?")) {
            throw new DkimSyntaxException("a field without a number: " + field.name());
        }
        return Integer.parseInt(number.get());
    }
}
