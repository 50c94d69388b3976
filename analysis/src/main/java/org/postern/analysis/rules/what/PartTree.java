// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.BitSet;
import java.util.List;

import org.postern.analysis.facts.Part;

/** Which parts of a message hold others, worked out from their order and depth. */
public final class PartTree {
    private final List<Part> parts;
    private final BitSet leaves = new BitSet();
    private final BitSet bodyTexts = new BitSet();

    public PartTree(List<Part> parts) {
        this.parts = parts;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean container = i + 1 < parts.size() && parts.get(i + 1).depth() > part.depth()
                || part.declaredType().startsWith("multipart/");
            if (!container) {
                leaves.set(part.number());
                if (isBodyText(part)) {
                    bodyTexts.set(part.number());
                }
            }
        }
    }

    /** Numbers of the parts that hold no others. */
    public BitSet leaves() {
        return leaves;
    }

    /** Numbers of the parts that a reader sees as the text of the message: text without a name that is no attachment. */
    public BitSet bodyTexts() {
        return bodyTexts;
    }

    /** The leaves that a part holds; the part itself when it is a leaf. */
    public BitSet leavesOf(int number) {
        BitSet found = new BitSet();
        int index = indexOf(number);
        if (index < 0) {
            return found;
        }
        int depth = parts.get(index).depth();
        int i = index;
        do {
            found.set(parts.get(i).number());
            i++;
        } while (i < parts.size() && parts.get(i).depth() > depth);
        found.and(leaves);
        return found;
    }

    private int indexOf(int number) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBodyText(Part part) {
        return (part.declaredType().equals("text/plain") || part.declaredType().equals("text/html"))
            && !part.attachment() && part.name().isEmpty();
    }
}
