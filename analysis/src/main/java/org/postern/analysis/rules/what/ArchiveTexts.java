// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.BitSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.postern.analysis.facts.Part;

/** The names and types of a part together with those of the files inside it. */
final class ArchiveTexts {
    private ArchiveTexts() {
    }

    static Stream<String> types(Part part) {
        return Stream.concat(Stream.concat(Stream.of(part.detectedType(), part.declaredType()), part.nameType().stream()),
            part.members().stream().flatMap(member -> Stream.concat(Stream.of(member.detectedType()), member.nameType().stream())));
    }

    /** Names without folders, however the folders are written. */
    static Stream<String> names(Part part) {
        return Stream.concat(part.name().stream(), part.members().stream().map(member -> base(member.name())))
            .map(MessageSubject::cleaned).filter(name -> !name.isEmpty());
    }

    static PartMarks marks(MessageSubject subject, Predicate<Part> test) {
        BitSet found = new BitSet();
        subject.facts().parts().stream().filter(test).forEach(part -> found.set(part.number()));
        return subject.marks(found);
    }

    private static String base(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
