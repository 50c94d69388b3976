// SPDX-License-Identifier: Apache-2.0
package org.postern.server.clamav;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The two signatures that are always there, so that an operator can see the scanner work before any virus database is loaded.
 * The texts stand here in two halves: as a whole they would make every virus scanner stop at this program.
 */
final class TestSignatures {
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    private static final String POSTERN = "POSTERN-GENERIC-TEST-FOR-" + "UNWANTED-PROGRAMS-7C1F0A52D9*ANTIVIRUS-TEST-LINE*";

    private TestSignatures() {
    }

    static void write(Path directory) throws IOException {
        Files.write(directory.resolve("postern-test.ndb"), List.of(
            anywhere("Eicar-Test-Signature", EICAR),
            anywhere("Postern-Test-Signature", POSTERN)));
    }

    private static String anywhere(String name, String text) {
        return name + ":0:*:" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
