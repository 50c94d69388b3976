// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import org.postern.analysis.json.VersionedJson;

/**
 * The stored form of facts. Facts are kept with a message so that it can be judged again later by other rules, perhaps by a later
 * version of this program: fields that this version does not know are passed over, another layout has another version number.
 */
public final class FactsJson {
    private final VersionedJson<Facts> json = new VersionedJson<>(Facts.class, Facts.VERSION);

    /** Writes facts as one line of JSON. */
    public String write(Facts facts) {
        return json.write(facts);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is no such JSON or of a version that is not supported
     */
    public Facts read(String text) {
        return json.read(text);
    }
}
