// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.geo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.postern.analysis.facts.Client;
import org.postern.analysis.spam.text.IpText;
import org.postern.gateway.filter.ClientPlaces;
import org.postern.gateway.filter.ReloadedFiles.FileContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.maxmind.db.Reader;

/**
 * Looks clients up in databases of the MaxMind format (.mmdb), such as GeoLite2 Country, City and ASN or those of other makers: a country
 * from the first database that has one, a network likewise.
 */
public final class PlaceDatabases implements ClientPlaces {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlaceDatabases.class);

    private final Supplier<List<Reader>> databases;

    /** Databases as they are at each moment, usually files that an updater replaces now and then. */
    public PlaceDatabases(Supplier<List<Reader>> databases) {
        this.databases = databases;
    }

    /** Reads whole files; throws for what is no database. */
    public static List<Reader> read(List<FileContent> files) throws IOException {
        List<Reader> readers = new ArrayList<>();
        for (FileContent file : files) {
            try {
                readers.add(new Reader(new ByteArrayInputStream(file.bytes())));
            } catch (IOException | RuntimeException e) {
                throw new IOException(file.name() + " is no database of the MaxMind format: " + e.getMessage(), e);
            }
        }
        return readers;
    }

    @Override
    public Client found(Client client) {
        if (!IpText.isAddress(client.address()) || IpText.isPrivate(client.address())) {
            return client;
        }
        Optional<String> country = Optional.empty();
        Optional<String> network = Optional.empty();
        for (Reader database : databases.get()) {
            Map<?, ?> entry = entry(database, client.address());
            country = country.isPresent() ? country : country(entry);
            network = network.isPresent() ? network : network(entry);
        }
        return client.at(country, network);
    }

    private static Map<?, ?> entry(Reader database, String address) {
        try {
            // Only textual addresses come here, for which the DNS is never asked.
            Map<?, ?> entry = database.get(InetAddress.getByName(address), Map.class);
            return entry == null ? Map.of() : entry;
        } catch (IOException | RuntimeException e) {
            // Such as an IPv6 address in a database of IPv4 alone.
            LOGGER.debug("The database {} has no answer for {}: {}", database.getMetadata().getDatabaseType(), address, e.getMessage());
            return Map.of();
        }
    }

    private static Optional<String> country(Map<?, ?> entry) {
        return code(entry.get("country")).or(() -> code(entry.get("registered_country")));
    }

    private static Optional<String> code(Object country) {
        return country instanceof Map<?, ?> map && map.get("iso_code") instanceof String code && !code.isBlank() ? Optional.of(code)
            : Optional.empty();
    }

    private static Optional<String> network(Map<?, ?> entry) {
        if (!(entry.get("autonomous_system_number") instanceof Number number)) {
            return Optional.empty();
        }
        String owner = entry.get("autonomous_system_organization") instanceof String text ? " " + text : "";
        return Optional.of("AS" + number.longValue() + owner);
    }
}
