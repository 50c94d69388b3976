// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;

import org.apache.pdfbox.io.RandomAccessBuffer;
import org.apache.pdfbox.io.RandomAccessRead;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.InspectionBudget;

/** The bytes of a PDF for its parser, which asks the budget while it reads: a file can send a parser round in circles. */
final class BudgetedBytes implements RandomAccessRead {
    private static final int READS_BETWEEN_CHECKS = 4096;

    private final RandomAccessBuffer bytes;
    private final InspectionBudget budget;
    private int reads;

    BudgetedBytes(byte[] bytes, InspectionBudget budget) {
        this.bytes = new RandomAccessBuffer(bytes);
        this.budget = budget;
    }

    /** The parser wraps exceptions that it does not know; the end of the budget is not one of its own. */
    static void rethrowBound(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundHitException bound) {
                throw bound;
            }
        }
    }

    private void check() {
        if (++reads % READS_BETWEEN_CHECKS == 0) {
            budget.checkTime();
        }
    }

    @Override
    public int read() throws IOException {
        check();
        return bytes.read();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        check();
        return bytes.read(buffer);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return bytes.read(buffer, offset, length);
    }

    @Override
    public long getPosition() throws IOException {
        return bytes.getPosition();
    }

    @Override
    public void seek(long position) throws IOException {
        check();
        bytes.seek(position);
    }

    @Override
    public long length() throws IOException {
        return bytes.length();
    }

    @Override
    public boolean isClosed() {
        return bytes.isClosed();
    }

    @Override
    public int peek() throws IOException {
        check();
        return bytes.peek();
    }

    @Override
    public void rewind(int count) throws IOException {
        bytes.rewind(count);
    }

    @Override
    public byte[] readFully(int length) throws IOException {
        check();
        return bytes.readFully(length);
    }

    @Override
    public boolean isEOF() throws IOException {
        return bytes.isEOF();
    }

    @Override
    public int available() throws IOException {
        return bytes.available();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
