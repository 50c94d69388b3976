// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Counts how deep HTML nests, as a browser would nest it: elements whose end is implied do not pile up. Reading needs no tree and so no
 * bound, but programs that build one flatten, drop or choke on what is very deep, which is a way to show different things to different
 * readers.
 */
final class HtmlNesting {
    /** Elements without content. */
    private static final Set<String> VOID = Set.of("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image",
        "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr");
    /** Elements that end where the next of their kind begins, or with the element they stand in. */
    private static final Set<String> IMPLIED_END = Set.of("p", "li", "dd", "dt", "option", "optgroup", "rp", "rt", "rb", "rtc", "html",
        "head", "body", "colgroup", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "a", "nobr", "button");
    /** Pieces of a table: each ends all that was opened in the piece before it. */
    private static final Set<String> TABLE_PIECES = Set.of("tr", "td", "th", "tbody", "thead", "tfoot");

    private final int most;
    private final List<String> open = new ArrayList<>();
    private boolean exceeded;

    /** Tells what is deeper than this. */
    HtmlNesting(int most) {
        this.most = most;
    }

    boolean exceeded() {
        return exceeded;
    }

    void start(String name) {
        if (exceeded || VOID.contains(name) || IMPLIED_END.contains(name)) {
            return;
        }
        if (TABLE_PIECES.contains(name)) {
            closeWithin("table");
            return;
        }
        open.add(name);
        exceeded = open.size() > most;
    }

    void end(String name) {
        if (TABLE_PIECES.contains(name)) {
            closeWithin("table");
            return;
        }
        int place = open.lastIndexOf(name);
        if (place >= 0 && (name.equals("table") || open.lastIndexOf("table") < place)) {
            open.subList(place, open.size()).clear();
        }
    }

    private void closeWithin(String container) {
        int place = open.lastIndexOf(container);
        if (place >= 0) {
            open.subList(place + 1, open.size()).clear();
        }
    }
}
