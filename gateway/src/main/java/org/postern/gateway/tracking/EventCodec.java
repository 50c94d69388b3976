// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Events as bytes, for the time that they wait on this node's disk. */
final class EventCodec {
    private static final int MAGIC = 0x50455631;

    private EventCodec() {
    }

    static void write(Event event, DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        text(out, event.messageId());
        out.writeLong(event.time().getEpochSecond());
        out.writeInt(event.time().getNano());
        text(out, event.node());
        text(out, event.type().name());
        text(out, event.recipient().orElse(""));
        out.writeInt(event.details().size());
        for (Map.Entry<String, String> detail : event.details().entrySet()) {
            text(out, detail.getKey());
            text(out, detail.getValue());
        }
    }

    /**
     * Reads one event; throws EOFException where the last one was not written to its end, and IOException for anything else than
     * events.
     */
    static Event read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("this is no event");
        }
        String messageId = text(in);
        Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
        String node = text(in);
        EventType type = EventType.valueOf(text(in));
        String recipient = text(in);
        Map<String, String> details = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            details.put(text(in), text(in));
        }
        return new Event(messageId, time, node, type, Optional.of(recipient).filter(address -> !address.isEmpty()), details);
    }

    /** Up to 64 KiB of modified UTF-8; details are short by their definition, and one that is not is cut. */
    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeUTF(text.length() > 20_000 ? text.substring(0, 20_000) : text);
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }
}
