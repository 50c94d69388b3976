// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.List;

/**
 * How countries and networks of clients are known.
 *
 * @param databases files of the MaxMind format, asked in this order; none by default
 */
public record PlacesConfiguration(List<String> databases) {

    static PlacesConfiguration from(Settings settings) {
        return new PlacesConfiguration(settings.list("geo.databases"));
    }
}
