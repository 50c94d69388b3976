// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Part;

/**
 * One message in the forms in which what objects look at it, each worked out once. For one evaluation on one thread.
 */
public final class MessageSubject {
    private final Facts facts;
    private final Set<String> forged;
    private PartTree tree;
    private Map<String, List<String>> headers;
    private List<String> fileNames;
    private List<List<String>> types;

    /**
     * A message as rules see it.
     *
     * @param forged lower-case names of header fields that the rules set themselves: what a stranger wrote into them is not looked at
     */
    public MessageSubject(Facts facts, Set<String> forged) {
        this.facts = facts;
        this.forged = forged;
    }

    public Facts facts() {
        return facts;
    }

    public PartTree tree() {
        if (tree == null) {
            tree = new PartTree(facts.parts());
        }
        return tree;
    }

    /** Decoded values of the top part's fields of a lower-case name, in order. */
    public List<String> header(String name) {
        if (headers == null) {
            headers = new LinkedHashMap<>();
            for (HeaderField field : facts.headers()) {
                String lower = field.name().toLowerCase(Locale.ROOT);
                if (!forged.contains(lower)) {
                    headers.computeIfAbsent(lower, any -> new ArrayList<>(1)).add(field.value());
                }
            }
        }
        return headers.getOrDefault(name, List.of());
    }

    /** File name of each part in the order of the parts, the empty text where there is none; blanks at the ends are cut off. */
    public List<String> fileNames() {
        if (fileNames == null) {
            fileNames = facts.parts().stream().map(part -> part.name().map(MessageSubject::cleaned).orElse("")).toList();
        }
        return fileNames;
    }

    /** For each part its type by content, as declared and by its name, the type by content first, each once. */
    public List<List<String>> types() {
        if (types == null) {
            types = facts.parts().stream().map(this::types).toList();
        }
        return types;
    }

    /** Marks of the parts with these numbers; a container stands for what it holds, an empty one for the whole message. */
    public PartMarks marks(BitSet numbers) {
        if (numbers.isEmpty()) {
            return PartMarks.NONE;
        }
        BitSet leaves = new BitSet();
        numbers.stream().forEach(number -> leaves.or(tree().leavesOf(number)));
        return leaves.isEmpty() ? PartMarks.WHOLE : PartMarks.holding(leaves);
    }

    private List<String> types(Part part) {
        List<String> all = new ArrayList<>(3);
        all.add(part.detectedType());
        if (!part.declaredType().equals(part.detectedType())) {
            all.add(part.declaredType());
        }
        part.nameType().filter(type -> !all.contains(type)).ifPresent(all::add);
        return all;
    }

    /** A file name as file systems see it. */
    public static String cleaned(String name) {
        return name.replace('\0', ' ').strip();
    }
}
