// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a sample's file says beyond where the message must end.
 *
 * @param scoreAtLeast spam score, inclusive
 * @param scoreBelow   spam score, exclusive
 * @param rules        names of spam rules or filter rules that must be on the timeline
 * @param virus        part of the virus name, compared without regard to case
 * @param headers      header fields that what the back end got must carry, with a regular expression found in the value
 * @param absent       header fields that what the back end got must not carry; {@code Name: text} forbids only values with that text
 * @param bodyUnchanged whether the back end must get the body byte for byte
 * @param bodyHas       texts that the body at the back end must hold
 * @param bodyLacks     texts that it must not hold
 * @param kept          quarantine in which the message as it came must be kept beside what is delivered
 */
public record Expectation(OptionalDouble scoreAtLeast, OptionalDouble scoreBelow, List<String> rules, Optional<String> virus,
                          Map<String, Pattern> headers, List<String> absent, boolean bodyUnchanged, List<String> bodyHas,
                          List<String> bodyLacks, Optional<String> kept) {
    public Expectation {
        scoreAtLeast = scoreAtLeast == null ? OptionalDouble.empty() : scoreAtLeast;
        scoreBelow = scoreBelow == null ? OptionalDouble.empty() : scoreBelow;
        rules = rules == null ? List.of() : List.copyOf(rules);
        virus = virus == null ? Optional.empty() : virus;
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        absent = absent == null ? List.of() : List.copyOf(absent);
        bodyHas = bodyHas == null ? List.of() : List.copyOf(bodyHas);
        bodyLacks = bodyLacks == null ? List.of() : List.copyOf(bodyLacks);
        kept = kept == null ? Optional.empty() : kept;
    }

    static Expectation nothing() {
        return new Expectation(null, null, null, null, null, null, false, null, null, null);
    }
}
