// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.BodyPart;
import org.apache.james.mime4j.message.MultipartImpl;
import org.postern.analysis.facts.Part;

/**
 * Takes parts out of a message and puts a text file in the place of each. The parts are told by their numbers among the facts; where the
 * message does not read the same way here, nothing is guessed.
 */
public final class PartRemoval implements BodyEdit {
    private static final String BOUNDARY = "=_postern-removed";

    private final List<Part> parts;
    private final Optional<Set<Integer>> numbers;
    private final Function<String, String> text;

    private PartRemoval(List<Part> parts, Optional<Set<Integer>> numbers, Function<String, String> text) {
        this.parts = parts;
        this.numbers = numbers;
        this.text = text;
    }

    /**
     * Takes out certain parts.
     *
     * @param parts   of the facts
     * @param numbers of the parts to take out
     * @param text    what stands in the place of a part, by its file name
     */
    public static PartRemoval of(List<Part> parts, Collection<Integer> numbers, Function<String, String> text) {
        return new PartRemoval(parts, Optional.of(Set.copyOf(numbers)), text);
    }

    /** Takes out everything but the text of the message: its first text, or the texts of its first set of alternatives. */
    public static PartRemoval all(List<Part> parts, Function<String, String> text) {
        return new PartRemoval(parts, Optional.empty(), text);
    }

    @Override
    public void apply(Message message) {
        List<Entity> entities = Entities.inOrder(message);
        Map<Entity, String> doomed = new IdentityHashMap<>();
        if (numbers.isPresent()) {
            for (int number : numbers.get()) {
                Entity entity = number <= entities.size() ? entities.get(number - 1) : null;
                Part part = parts.stream().filter(one -> one.number() == number).findFirst().orElse(null);
                if (entity == null || part == null || !entity.getMimeType().equalsIgnoreCase(part.declaredType())) {
                    throw new UneditableMessageException("part " + number + " cannot be told apart from the others");
                }
                doomed.put(entity, name(part));
            }
        } else {
            Set<Entity> kept = BodyTexts.of(message);
            for (int i = 0; i < entities.size(); i++) {
                if (isLeaf(entities.get(i)) && !kept.contains(entities.get(i))) {
                    doomed.put(entities.get(i), i < parts.size() ? name(parts.get(i)) : "");
                }
            }
        }
        replace(message, doomed);
    }

    private void replace(Message message, Map<Entity, String> doomed) {
        int counter = 0;
        for (Entity entity : Entities.inOrder(message)) {
            if (!doomed.containsKey(entity)) {
                continue;
            }
            counter++;
            BodyPart note = note(doomed.get(entity), counter);
            Entity parent = entity.getParent();
            if (entity == message) {
                wrap(message, note);
            } else if (parent != null && parent.getBody() instanceof Multipart multipart) {
                List<Entity> siblings = new ArrayList<>(multipart.getBodyParts());
                multipart.replaceBodyPart(note, siblings.indexOf(entity));
            } else if (entity instanceof Message enclosed) {
                wrap(enclosed, note);
            } else {
                throw new UneditableMessageException("a part stands where it cannot be replaced");
            }
        }
    }

    private BodyPart note(String name, int counter) {
        String note = text.apply(name);
        boolean html = note.matches("(?s).*<[a-zA-Z/][^>]*>.*");
        return TextParts.file(note, html, "REMOVED_ATTACHMENT_" + counter + (html ? ".html" : ".txt"));
    }

    /** A message that is one single part becomes a multipart with the note in it. */
    private static void wrap(Message message, BodyPart note) {
        Multipart multipart = new MultipartImpl("mixed");
        message.removeBody();
        Header header = message.getHeader();
        header.removeFields("Content-Transfer-Encoding");
        header.removeFields("Content-Disposition");
        TextParts.set(header, "MIME-Version: 1.0");
        TextParts.set(header, "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"");
        multipart.addBodyPart(note);
        message.setBody(multipart);
    }

    private static boolean isLeaf(Entity entity) {
        Body body = entity.getBody();
        return !(body instanceof Multipart) && !(body instanceof Message);
    }

    private static String name(Part part) {
        return part.name().orElse("");
    }
}
