// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/** Formats that only installed programs read. */
final class ExternalReader {
    private static final int SECTOR = 2048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int MOST_DESCRIPTORS = 48;

    private final InstalledUnpackers unpackers;

    ExternalReader(InstalledUnpackers unpackers) {
        this.unpackers = unpackers;
    }

    void read(ArchiveFormat format, PartContent content, Inspection into) throws IOException {
        Told members = new Told(into);
        String reason = "nothing here reads this format";
        if (format != ArchiveFormat.WIM && format != ArchiveFormat.ACE) {
            reason = unpackers.tar().unpack(content.bytes(), into.budget().timeLeft(), members);
            into.budget().checkTime();
        }
        if (reason.isEmpty() && format == ArchiveFormat.ISO && hasSecondTree(content)) {
            reason = unpackers.sevenZip().unpack(content.bytes(), into.budget().timeLeft(), members);
            into.budget().checkTime();
        } else if (!reason.isEmpty() && members.count == 0 && format != ArchiveFormat.ACE) {
            String other = unpackers.sevenZip().unpack(content.bytes(), into.budget().timeLeft(), members);
            into.budget().checkTime();
            reason = other.isEmpty() || members.count > 0 ? other : reason + "; " + other;
        }
        if (!reason.isEmpty()) {
            String lower = reason.toLowerCase(Locale.ROOT);
            boolean password = lower.contains("encrypt") || lower.contains("passphrase");
            into.fact(password ? ArchiveFacts.ENCRYPTED : ArchiveFacts.UNREADABLE, format.name().toLowerCase(Locale.ROOT) + ": " + reason);
        }
    }

    /**
     * Whether a disk image that reads as ISO 9660 holds a UDF tree beside it. Windows shows that one, libarchive the other, and the two
     * need not name the same files.
     */
    private static boolean hasSecondTree(PartContent content) {
        for (int sector = FIRST_DESCRIPTOR; sector < FIRST_DESCRIPTOR + MOST_DESCRIPTORS; sector++) {
            if (content.holds(sector * SECTOR + 1, "NSR0")) {
                return true;
            }
        }
        return false;
    }

    /** Tells what the programs read, and whether that was anything. */
    private static final class Told implements ExternalUnpacker.Members {
        private final Inspection into;
        private int count;

        Told(Inspection into) {
            this.into = into;
        }

        @Override
        public void member(String name, InputStream content) throws IOException {
            count++;
            into.revealedMember(name, content);
        }

        @Override
        public void locked(String name) {
            count++;
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
        }
    }
}
