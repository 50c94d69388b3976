// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

import com.github.junrar.Archive;
import com.github.junrar.exception.RarException;
import com.github.junrar.exception.UnsupportedDictionarySizeException;
import com.github.junrar.exception.UnsupportedRarEncryptedException;
import com.github.junrar.exception.UnsupportedRarMethodException;
import com.github.junrar.exception.UnsupportedRarVersionException;
import com.github.junrar.exception.WrongPasswordException;
import com.github.junrar.rarfile.FileHeader;

/** RAR archives of versions 4 and 5. Free virus engines mostly cannot unpack them, so that their members are handed over one by one. */
final class RarReader implements ArchiveReader {

    @Override
    public void read(PartContent content, Inspection into) throws IOException {
        if (RarBlocks.breakOff(content.bytes())) {
            into.fact(ArchiveFacts.CORRUPT, "rar: the archive breaks off");
        }
        try (Archive archive = new Archive(content.open())) {
            if (archive.isEncrypted() && archive.getFileHeaders().isEmpty()) {
                throw new EncryptedException("the list of members needs a password");
            }
            for (FileHeader header : archive.getFileHeaders()) {
                into.budget().checkTime();
                if (!header.isDirectory()) {
                    member(archive, header, into);
                }
            }
        } catch (WrongPasswordException | UnsupportedRarEncryptedException e) {
            throw new EncryptedException("the list of members needs a password");
        } catch (UnsupportedRarVersionException | UnsupportedRarMethodException | UnsupportedDictionarySizeException e) {
            throw new UnreadableException("RAR: " + e);
        } catch (RarException e) {
            throw new IOException("RAR: " + e, e);
        }
    }

    private static void member(Archive archive, FileHeader header, Inspection into) throws IOException, RarException {
        String name = header.getFileName();
        if (header.isEncrypted()) {
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
            return;
        }
        BudgetedBytes bytes = new BudgetedBytes(into.budget());
        try {
            archive.extractFile(header, bytes);
        } catch (WrongPasswordException | UnsupportedRarEncryptedException e) {
            into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
            return;
        } catch (RarException e) {
            bytes.passBound();
            into.fact(header.isSplitAfter() || header.isSplitBefore() ? ArchiveFacts.UNREADABLE : ArchiveFacts.CORRUPT, name + ": " + e);
        }
        into.revealedMember(name, bytes.open());
    }
}
