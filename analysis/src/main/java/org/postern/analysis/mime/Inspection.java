// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * What an inspector may say of the content it was given, and the budget it works under. Everything it finds inside is inspected in its
 * turn, so that a macro in a document in an archive in an archive is found by inspectors that know nothing of each other.
 */
public interface Inspection {

    /**
     * States a fact of the content: it stands at the part, at the member when the content is one, and once per kind among the message's
     * anomalies.
     *
     * @param kind dotted name, documented in docs/mime.md
     */
    void fact(String kind, String detail);

    /**
     * States a file found inside. It is read within the bounds, typed by its content, recorded, and inspected.
     *
     * @param name    as it stands in the container; only ever a name
     * @param content read to its end or to a bound; not closed
     * @throws IOException what reading the content threw; what was read until then is recorded and inspected
     */
    void member(String name, InputStream content) throws IOException;

    /** As {@link #member}, and hands the content to the virus engines, for formats that they do not unpack by themselves. */
    void revealedMember(String name, InputStream content) throws IOException;

    /**
     * States a file inside that cannot be read.
     *
     * @param kind why, such as {@code archive.encrypted}; stated as a fact of the member, the part and the message too
     */
    void unreadableMember(String name, String kind, String detail);

    /** Offers text that a reader of the content sees; spam analysis gets it within its bound, and URIs in it are found. */
    void text(String text);

    /** Offers a URI that the content links to. */
    void uri(String uri);

    /**
     * Hands the content of a file to the virus engines beside the message itself, for what they would not find in it by themselves, such
     * as members of an archive format that engines do not read. Within a bound, whose excess is a fact.
     */
    void reveal(String origin, byte[] content);

    /** What may still be spent, for all parts of the message together. */
    InspectionBudget budget();
}
