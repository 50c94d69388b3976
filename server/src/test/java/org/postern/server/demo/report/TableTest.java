// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsShouldStandUnderEachOther() {
        Table table = new Table(List.of(new Table.Column("name", 8, false), new Table.Column("ms", 5, true)));
        table.add(List.of("μπεν", "7"));
        table.add(List.of("a very long name", "1234"));

        assertThat(print(table)).isEqualTo("""
            name        ms
            --------  ----
            μπεν         7
            a very …  1234
            """);
    }

    @Test
    void aRowOfAnotherWidthShouldBeAnError() {
        Table table = new Table(List.of(new Table.Column("name", 8, false)));
        assertThatThrownBy(() -> table.add(List.of("a", "b"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String print(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
