// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Client;
import org.postern.gateway.filter.ClientPlaces;
import org.postern.gateway.filter.ReloadedFiles.FileContent;

import com.maxmind.db.Reader;

class PlaceDatabasesTest {
    private static final DatabaseFile COUNTRIES = new DatabaseFile()
        .with("203.0.113.0/24", Map.of("country", Map.of("iso_code", "NZ")))
        .with("198.51.100.0/25", Map.of("registered_country", Map.of("iso_code", "IS"), "country", Map.of()));
    private static final DatabaseFile NETWORKS = new DatabaseFile()
        .with("203.0.113.0/26", Map.of("autonomous_system_number", 64_496, "autonomous_system_organization", "Exämple Networks"))
        .with("203.0.113.64/26", Map.of("autonomous_system_number", 64_497));

    @Test
    void aClientShouldGetTheCountryOfOneDatabaseAndTheNetworkOfAnother() throws IOException {
        ClientPlaces places = places(COUNTRIES, NETWORKS);

        Client client = places.found(Client.of("203.0.113.5"));

        assertThat(client.country()).contains("NZ");
        assertThat(client.network()).contains("AS64496 Exämple Networks");
        assertThat(places.found(Client.of("203.0.113.70")).network()).contains("AS64497");
    }

    @Test
    void aRegisteredCountryShouldDoWhereThereIsNoOther() throws IOException {
        ClientPlaces places = places(COUNTRIES);

        assertThat(places.found(Client.of("198.51.100.1")).country()).contains("IS");
        assertThat(places.found(Client.of("198.51.100.200")).country()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "2001:db8::1", "unknown", "", "host.example"})
    void whatHasNoEntryShouldStayAsItIs(String address) throws IOException {
        assertThat(places(COUNTRIES, NETWORKS).found(Client.of(address))).isEqualTo(Client.of(address));
    }

    @Test
    void aFileThatIsNoDatabaseShouldBeNamed() {
        assertThatThrownBy(() -> PlaceDatabases.read(List.of(new FileContent("country.mmdb", new byte[100]))))
            .isInstanceOf(IOException.class).hasMessageContaining("country.mmdb");
    }

    private static ClientPlaces places(DatabaseFile... files) throws IOException {
        List<FileContent> contents = new ArrayList<>();
        for (DatabaseFile file : files) {
            contents.add(new FileContent("test.mmdb", file.bytes()));
        }
        List<Reader> readers = PlaceDatabases.read(contents);
        return new PlaceDatabases(() -> readers);
    }
}
