// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/** A MIME entity between its start and its end. */
final class OpenEntity {
    private final EntityHeader header;
    private int children;
    private boolean recorded;
    private boolean textOutsideParts;

    OpenEntity(EntityHeader header) {
        this.header = header;
    }

    EntityHeader header() {
        return header;
    }

    String type() {
        return header.contentType().main();
    }

    void addChild() {
        children++;
    }

    boolean hasChildren() {
        return children > 0;
    }

    /** Whether the entity already stands in the list of parts. */
    boolean recorded() {
        return recorded;
    }

    void markRecorded() {
        recorded = true;
    }

    boolean textOutsideParts() {
        return textOutsideParts;
    }

    void markTextOutsideParts() {
        textOutsideParts = true;
    }
}
