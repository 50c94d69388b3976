// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Reads what is unpacked: keeps its start, counts the rest, and spends the budget on all of it. */
final class CountedBytes {
    private static final int BUFFER = 16 * 1024;

    private final InspectionBudget budget;
    private final IntConsumer ratio;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    CountedBytes(InspectionBudget budget, IntConsumer ratio) {
        this.budget = budget;
        this.ratio = ratio;
    }

    void read(InputStream content) throws IOException {
        int keep = budget.limits().partBytes();
        byte[] buffer = new byte[BUFFER];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            size += length;
            kept.write(buffer, 0, Math.min(length, keep - kept.size()));
            budget.spendBytes(length);
            ratio.accept(length);
        }
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    long size() {
        return size;
    }

    boolean complete() {
        return size == kept.size();
    }
}
