// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.InspectionBudget;

/** Takes what a library writes that cannot be read from; stops it where the budget would. */
final class BudgetedBytes extends OutputStream {
    private final InspectionBudget budget;
    private byte[] bytes = new byte[8192];
    private int size;
    private BoundHitException hit;

    BudgetedBytes(InspectionBudget budget) {
        this.budget = budget;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        try {
            if ((long) size + length > budget.bytesLeft()) {
                budget.spendBytes((long) size + length);
            }
            budget.checkTime();
        } catch (BoundHitException e) {
            hit = e;
            throw e;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max((long) size + length, 2L * bytes.length)));
        }
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Throws the bound again that writing met, since libraries take what a stream throws for a fault of the archive. */
    void passBound() {
        if (hit != null) {
            throw hit;
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(bytes, 0, size);
    }
}
