// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.util.Locale;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/** Formats that only an installed program reads. */
final class ExternalReader {
    private final ExternalUnpacker unpacker;

    ExternalReader(ExternalUnpacker unpacker) {
        this.unpacker = unpacker;
    }

    void read(ArchiveFormat format, PartContent content, Inspection into) throws IOException {
        String reason = unpacker.unpack(content.bytes(), into.budget().timeLeft(), into::revealedMember);
        into.budget().checkTime();
        if (!reason.isEmpty()) {
            String lower = reason.toLowerCase(Locale.ROOT);
            boolean password = lower.contains("encrypt") || lower.contains("passphrase");
            into.fact(password ? ArchiveFacts.ENCRYPTED : ArchiveFacts.UNREADABLE, format.name().toLowerCase(Locale.ROOT) + ": " + reason);
        }
    }
}
