// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.IcapConfiguration.Method;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.wire.TimeLeft;
import org.postern.gateway.scan.wire.Wire;

/** A connection to an ICAP server, for one request after the other. */
final class IcapConnection implements Closeable {
    private static final int CHUNK = 64 * 1024;
    private static final byte[] EOL = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK_OF_ALL = "0; ieof\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Wire wire;
    private final IcapRequest requests;
    private final IcapInput input;
    private final OutputStream out;
    private boolean closing;

    IcapConnection(Wire wire, IcapRequest requests) throws IOException {
        this.wire = wire;
        this.requests = requests;
        this.input = new IcapInput(new BufferedInputStream(wire.in()));
        this.out = new BufferedOutputStream(wire.out(), CHUNK);
    }

    void begin(TimeLeft left) throws IOException {
        wire.begin(left);
    }

    /** Ends the exchange. Whether another may follow. */
    boolean end() {
        return wire.end() && !closing;
    }

    IcapOptions options() throws IOException {
        try {
            write(requests.options(), 0);
            flush();
            IcapHead head = noticed(input.head());
            IcapBody.of(head).drain(input);
            return IcapOptions.read(head);
        } catch (IOException e) {
            throw wire.explained(e);
        }
    }

    /** Sends the content, all at once or a preview first, and reads what the service makes of it. */
    EngineAnswer scan(Method method, MessageSource content, OptionalInt preview, IcapAnswers answers) throws IOException {
        try (InputStream in = content.open()) {
            write(requests.scan(method, content.size(), preview), 0);
            boolean rest = true;
            if (preview.isPresent()) {
                byte[] first = in.readNBytes(preview.getAsInt());
                chunk(first, first.length);
                boolean all = first.length < preview.getAsInt();
                write(all ? LAST_CHUNK_OF_ALL : LAST_CHUNK, 0);
                flush();
                IcapHead head = noticed(input.head());
                if (head.status() != 100) {
                    return answers.read(head, input, method, content);
                }
                rest = !all;
            }
            IOException failure = null;
            try {
                if (rest) {
                    body(in);
                }
                flush();
            } catch (WriteFailedException e) {
                // A server that has seen enough may answer and close before it has everything.
                failure = e;
                closing = true;
            }
            return answer(method, content, answers, failure);
        } catch (IOException e) {
            closing = true;
            throw wire.explained(e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private EngineAnswer answer(Method method, MessageSource content, IcapAnswers answers, IOException failure) throws IOException {
        try {
            EngineAnswer answer = answers.read(noticed(input.head()), input, method, content);
            return failure != null && answer instanceof EngineAnswer.Clean
                ? new EngineAnswer.Unknown(answers.where() + " answered before it had the whole message") : answer;
        } catch (IOException e) {
            if (failure != null) {
                e.addSuppressed(failure);
            }
            throw e;
        }
    }

    private IcapHead noticed(IcapHead head) throws IOException {
        if (!head.start().startsWith("ICAP/") || head.status() == 0) {
            throw new IOException("answered: " + head.start());
        }
        closing |= head.fields().has("Connection", "close");
        return head;
    }

    private void body(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int read = in.readNBytes(buffer, 0, CHUNK); read > 0; read = in.readNBytes(buffer, 0, CHUNK)) {
            chunk(buffer, read);
        }
        write(LAST_CHUNK, 0);
    }

    private void chunk(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII), 0);
            write(bytes, length);
            write(EOL, 0);
        }
    }

    private void write(byte[] bytes, int length) throws WriteFailedException {
        try {
            out.write(bytes, 0, length == 0 ? bytes.length : length);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    private void flush() throws WriteFailedException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    /** Tells a failure of the connection from a failure to read the content. */
    private static final class WriteFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        WriteFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
