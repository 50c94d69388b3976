// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.util.Arrays;
import java.util.Optional;

import org.postern.analysis.mime.PartContent;

/** Archive and compression formats, each known by its own bytes and never by name or declaration alone. */
enum ArchiveFormat {
    ZIP, SEVEN_ZIP, RAR, GZIP, BZIP2, XZ, LZMA, ZSTD, COMPRESS, TAR, CPIO, AR, ARJ, CAB, ISO, LHA, RPM, XAR, WIM, ACE, TNEF;

    private static final int ISO_MARK = 32_769;
    private static final int TAR_MARK = 257;
    private static final int TAR_HEADER = 512;
    private static final int ZIP_END = 22;
    private static final int ZIP_COMMENT = 65_535;

    /** Format of a content. */
    static Optional<ArchiveFormat> of(PartContent content) {
        return byStart(content).or(() -> byOffset(content)).or(() -> endsAsZip(content) ? Optional.of(ZIP) : Optional.empty());
    }

    private static Optional<ArchiveFormat> byStart(PartContent content) {
        if (starts(content, "PK\3\4", "PK\5\6", "PK\7\b", "PK00PK\3\4")) {
            return Optional.of(ZIP);
        }
        if (starts(content, "7z\u00bc\u00af'\34")) {
            return Optional.of(SEVEN_ZIP);
        }
        if (starts(content, "Rar!\32\7")) {
            return Optional.of(RAR);
        }
        if (starts(content, "\37\u008b")) {
            return Optional.of(GZIP);
        }
        if (starts(content, "BZh") && content.bytes().length > 4 && content.bytes()[3] >= '1' && content.bytes()[3] <= '9') {
            return Optional.of(BZIP2);
        }
        if (starts(content, "\u00fd7zXZ\0")) {
            return Optional.of(XZ);
        }
        if (starts(content, "(\u00b5/\u00fd")) {
            return Optional.of(ZSTD);
        }
        if (starts(content, "\37\u009d")) {
            return Optional.of(COMPRESS);
        }
        if (starts(content, "070701", "070702", "070707", "\u00c7q", "q\u00c7")) {
            return Optional.of(CPIO);
        }
        return rareByStart(content);
    }

    private static Optional<ArchiveFormat> rareByStart(PartContent content) {
        if (starts(content, "!<arch>\n")) {
            return Optional.of(AR);
        }
        if (starts(content, "`\u00ea")) {
            return Optional.of(ARJ);
        }
        if (starts(content, "MSCF\0\0\0\0")) {
            return Optional.of(CAB);
        }
        if (starts(content, "\u00ed\u00ab\u00ee\u00db")) {
            return Optional.of(RPM);
        }
        if (starts(content, "xar!")) {
            return Optional.of(XAR);
        }
        if (starts(content, "MSWIM\0\0\0")) {
            return Optional.of(WIM);
        }
        if (starts(content, "x\u009f>\"")) {
            return Optional.of(TNEF);
        }
        boolean lzma = starts(content, "]\0\0") && content.bytes().length > 13 && content.name().orElse("").endsWith(".lzma");
        return lzma ? Optional.of(LZMA) : Optional.empty();
    }

    private static Optional<ArchiveFormat> byOffset(PartContent content) {
        if (content.holds(2, "-l") && content.holds(6, "-")) {
            return Optional.of(LHA);
        }
        if (content.holds(7, "**ACE**")) {
            return Optional.of(ACE);
        }
        if (content.holds(ISO_MARK, "CD001") || content.holds(ISO_MARK, "BEA01")) {
            return Optional.of(ISO);
        }
        boolean oldTar = content.detectedType().equals("application/x-tar") || content.detectedType().equals("application/x-gtar");
        if (content.holds(TAR_MARK, "ustar") || oldTar && content.bytes().length >= TAR_HEADER) {
            return Optional.of(TAR);
        }
        return Optional.empty();
    }

    /** Zip archives are read from their end, so that anything may stand before one, such as a program that unpacks it. */
    private static boolean endsAsZip(PartContent content) {
        byte[] bytes = content.bytes();
        for (int i = bytes.length - ZIP_END; i >= Math.max(0, bytes.length - ZIP_END - ZIP_COMMENT); i--) {
            if (bytes[i] == 'P' && content.holds(i, "PK\5\6")) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(PartContent content, String... marks) {
        return Arrays.stream(marks).anyMatch(content::startsWith);
    }
}
