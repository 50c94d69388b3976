// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest of a body in its canonical form (RFC 6376 section 3.4), computed while the body streams by, so that a message of any size
 * needs no memory.
 */
final class BodyDigest {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final boolean relaxed;
    private final long limit;
    private final MessageDigest digest;
    private final byte[] out = new byte[8192];
    private int used;
    private long length;
    private long emptyLines;
    private boolean lineHasText;
    private boolean space;
    private boolean carriageReturn;
    private byte[] result;

    /**
     * @param relaxed whether runs of white space are one blank
     * @param limit   most bytes of the canonical body that count; {@link Long#MAX_VALUE} for all
     */
    BodyDigest(boolean relaxed, long limit) {
        this.relaxed = relaxed;
        this.limit = limit;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void update(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                carriageReturn = false;
                endLine();
                continue;
            }
            if (carriageReturn) {
                carriageReturn = false;
                text((byte) '\r');
            }
            if (b == '\r') {
                carriageReturn = true;
            } else {
                text(b);
            }
        }
    }

    /** Ends the body; further calls give the same. */
    byte[] finish() {
        if (result == null) {
            if (carriageReturn) {
                text((byte) '\r');
            }
            if (lineHasText || space) {
                endLine();
            }
            if (length == 0 && !relaxed) {
                // The simple form of an empty body is one line end.
                put(LINE_END[0]);
                put(LINE_END[1]);
            }
            digest.update(out, 0, used);
            result = digest.digest();
        }
        return result;
    }

    /** Bytes of the whole canonical body, those beyond the limit included; right once it is finished. */
    long length() {
        return length;
    }

    private void text(byte b) {
        if (relaxed && (b == ' ' || b == '\t')) {
            space = true;
            return;
        }
        for (; emptyLines > 0; emptyLines--) {
            put(LINE_END[0]);
            put(LINE_END[1]);
        }
        if (space) {
            put((byte) ' ');
            space = false;
        }
        put(b);
        lineHasText = true;
    }

    private void endLine() {
        space = false;
        if (!lineHasText) {
            emptyLines++;
            return;
        }
        put(LINE_END[0]);
        put(LINE_END[1]);
        lineHasText = false;
    }

    private void put(byte b) {
        if (length++ >= limit) {
            return;
        }
        if (used == out.length) {
            digest.update(out, 0, used);
            used = 0;
        }
        out[used++] = b;
    }
}
