// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.util.Locale;

import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/** Looks into archives and compressed files of every sort, so that rules and engines see what a recipient can unpack. */
public final class ArchiveInspector implements PartInspector {
    private final ZipReader zip;
    private final SevenZipReader sevenZip;
    private final RarReader rar = new RarReader();
    private final CompressedReader compressed = new CompressedReader();
    private final StreamArchiveReader streams = new StreamArchiveReader();
    private final ArjReader arj;
    private final TnefReader tnef = new TnefReader();
    private final ExternalReader external;

    /** Formats and methods for which there is no Java library are left to the installed programs. */
    public ArchiveInspector(InstalledUnpackers unpackers) {
        this.zip = new ZipReader(unpackers.sevenZip());
        this.sevenZip = new SevenZipReader(unpackers.sevenZip());
        this.arj = new ArjReader(unpackers.sevenZip());
        this.external = new ExternalReader(unpackers);
    }

    /** Without any 7-Zip. */
    public ArchiveInspector(ExternalUnpacker tar) {
        this(new InstalledUnpackers(tar, ExternalUnpacker.none()));
    }

    @Override
    public void inspect(PartContent content, Inspection into) throws IOException {
        ArchiveFormat format = ArchiveFormat.of(content).orElse(null);
        if (format == null) {
            return;
        }
        try {
            reader(format).read(content, into);
        } catch (BoundHitException bound) {
            throw bound;
        } catch (EncryptedException e) {
            into.fact(ArchiveFacts.ENCRYPTED, e.getMessage());
        } catch (UnreadableException e) {
            into.fact(ArchiveFacts.UNREADABLE, e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            into.fact(ArchiveFacts.CORRUPT, format.name().toLowerCase(Locale.ROOT) + ": " + e);
        }
    }

    private ArchiveReader reader(ArchiveFormat format) {
        return switch (format) {
            case ZIP -> zip;
            case SEVEN_ZIP -> sevenZip;
            case RAR -> rar;
            case GZIP, BZIP2, XZ, LZMA, ZSTD, COMPRESS -> (content, into) -> compressed.read(format, content, into);
            case ARJ -> arj;
            case TAR, CPIO, AR -> (content, into) -> streams.read(format, content, into);
            case TNEF -> tnef;
            case CAB, ISO, LHA, RPM, XAR, WIM, ACE -> (content, into) -> external.read(format, content, into);
        };
    }
}
