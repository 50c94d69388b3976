// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.poi.util.RLEDecompressingInputStream;
import org.postern.analysis.mime.InspectionBudget;

/**
 * Finds the compressed source of macro modules by how every module begins ("Attribute VB_Name"), and not by the directory of modules,
 * which an attacker can spoil without harm to the macros.
 */
final class MacroSource {
    /** One flag byte, and "Attribut" as the first eight literals of the first chunk. */
    private static final byte[] START = "\0Attribut".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SIGNATURE_AND_HEADER = 3;
    private static final int BYTES_BETWEEN_CHECKS = 4096;
    private static final int MOST_SOURCE = 1024 * 1024;

    private final InspectionBudget budget;

    MacroSource(InspectionBudget budget) {
        this.budget = budget;
    }

    /** Source of each module in the data. */
    List<String> find(byte[] data) {
        List<String> found = new ArrayList<>();
        for (int at = indexOf(data, 0); at >= 0; at = indexOf(data, at + START.length)) {
            budget.checkTime();
            int start = at - SIGNATURE_AND_HEADER;
            if (start >= 0 && data[start] == 1) {
                found.add(decompressed(data, start));
            }
        }
        return found;
    }

    private String decompressed(byte[] data, int start) {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        try (InputStream in = new RLEDecompressingInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            // Byte by byte, as a longer read loses what was read when it runs into the fault that ends the module.
            for (int next = in.read(); next >= 0 && source.size() < MOST_SOURCE; next = in.read()) {
                source.write(next);
                if (source.size() % BYTES_BETWEEN_CHECKS == 0) {
                    budget.spendBytes(BYTES_BETWEEN_CHECKS);
                }
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException end) {
            // What follows a module's source in its sector is no chunk; what was read until then is the source.
            return source.toString(StandardCharsets.ISO_8859_1);
        }
        return source.toString(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] data, int from) {
        outer:
        for (int i = from; i <= data.length - START.length; i++) {
            for (int j = 0; j < START.length; j++) {
                if (data[i + j] != START[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
