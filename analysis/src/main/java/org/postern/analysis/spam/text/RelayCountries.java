// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells rules in which countries the hosts are that a message came through, in the pseudo headers of RelayCountry. */
public final class RelayCountries {
    /** The plugin's name in rule files. */
    public static final String PLUGIN = "Mail::SpamAssassin::Plugin::RelayCountry";
    /** Begins the names of its pseudo headers, in lower case. */
    static final String HEADER = "x-relay-countries";
    private static final String UNKNOWN = "XX";
    private static final String PRIVATE = "**";

    private final Function<String, Optional<String>> places;

    /**
     * Countries as somebody knows them.
     *
     * @param places address to the two letters of its country
     */
    RelayCountries(Function<String, Optional<String>> places) {
        this.places = places;
    }

    /**
     * Value of one of the headers: countries with blanks between, the newest host first; empty for a header there is not.
     *
     * @param header in lower case
     */
    Optional<String> of(String header, RelayTrace relays) {
        List<Relay> all = Stream.concat(relays.trusted().stream(), relays.untrusted().stream()).toList();
        return switch (header) {
            case HEADER -> Optional.of(countries(relays.untrusted()));
            case HEADER + "-external" -> Optional.of(countries(relays.external()));
            case HEADER + "-all" -> Optional.of(countries(all));
            case HEADER + "-auth" -> Optional.of(countries(all.stream().dropWhile(relay -> relay.auth().isEmpty()).toList()));
            default -> Optional.empty();
        };
    }

    private String countries(List<Relay> relays) {
        return relays.stream().map(relay -> relay.isPrivate() ? PRIVATE : places.apply(relay.ip()).orElse(UNKNOWN))
            .collect(Collectors.joining(" "));
    }
}
