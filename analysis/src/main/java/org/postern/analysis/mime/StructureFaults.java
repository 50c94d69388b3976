// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.List;
import java.util.Set;

/** Names what in a header makes programs disagree about the structure of the content behind it. */
final class StructureFaults {
    private static final List<String> SINGLE = List.of("Content-Type", "Content-Transfer-Encoding", "Content-Disposition");
    private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "quoted-printable", "base64");

    private StructureFaults() {
    }

    static void record(EntityHeader header, AnomalyLog anomalies, int mostParameters) {
        for (String name : SINGLE) {
            if (header.count(name) > 1) {
                anomalies.add("mime.ambiguous", "more than one " + name);
            }
        }
        MimeParameters type = header.contentType();
        if (type.isCut() || header.disposition().isCut()) {
            anomalies.bound("parameters", mostParameters);
        }
        if (type.main().startsWith("multipart/") && type.get("boundary").filter(given -> !given.isBlank()).isEmpty()) {
            anomalies.unparseable("a multipart without boundary");
        }
        header.transferEncoding().filter(encoding -> !ENCODINGS.contains(encoding))
            .ifPresent(encoding -> anomalies.add("mime.transfer-encoding", "unknown encoding " + encoding));
    }
}
