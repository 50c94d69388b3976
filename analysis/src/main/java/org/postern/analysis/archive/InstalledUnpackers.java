// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

/**
 * The programs that read what no kept Java library reads.
 *
 * @param tar      libarchive's tar: cab, iso, lha, rpm, xar
 * @param sevenZip 7-Zip: wim, packed members of arj, rare methods of compression, and what the other could not read
 */
public record InstalledUnpackers(ExternalUnpacker tar, ExternalUnpacker sevenZip) {

    /** Where nothing is installed. */
    public static InstalledUnpackers none() {
        return new InstalledUnpackers(ExternalUnpacker.none(), ExternalUnpacker.none());
    }
}
