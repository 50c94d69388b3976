// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words that must, and must not, stand in what is known of a message. Their meaning is told here alone, so that every store finds the same:
 * letters are compared without case and accents; what is written together, or in quotes, must stand together; a star at the end stands for
 * any ending; a minus before says what must not be there.
 *
 * @param wanted   all of them must be there, at least one
 * @param unwanted none of them may be there
 */
public record SearchText(List<Phrase> wanted, List<Phrase> unwanted) {
    public static final int MOST_PHRASES = 32;

    private static final Pattern PART = Pattern.compile("(-?)(?:\"([^\"]*)\"?|(\\S+))");

    public SearchText {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /**
     * Words that stand one after the other.
     *
     * @param words at least one
     * @param open  whether the last is only the beginning of a word
     */
    public record Phrase(List<String> words, boolean open) {
        public Phrase {
            words = List.copyOf(words);
        }

        boolean isIn(List<String> text) {
            if (!open) {
                return Collections.indexOfSubList(text, words) >= 0;
            }
            int last = words.size() - 1;
            for (int i = 0; i + last < text.size(); i++) {
                if (text.get(i + last).startsWith(words.get(last)) && text.subList(i, i + last).equals(words.subList(0, last))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Reads what a person asks for. Throws IllegalArgumentException, with a message for people, when there is no word in it. */
    public static SearchText parse(String text) {
        List<Phrase> wanted = new ArrayList<>();
        List<Phrase> unwanted = new ArrayList<>();
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            String part = parts.group(2) == null ? parts.group(3) : parts.group(2);
            List<String> words = Words.of(part);
            if (!words.isEmpty()) {
                (parts.group(1).isEmpty() ? wanted : unwanted).add(new Phrase(words, part.endsWith("*")));
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("there is no word to look for");
        }
        if (wanted.size() + unwanted.size() > MOST_PHRASES) {
            throw new IllegalArgumentException("these are more than " + MOST_PHRASES + " words");
        }
        return new SearchText(wanted, unwanted);
    }

    /** Whether a message is what is looked for. */
    public boolean fits(TrackedMessage message) {
        return fits(texts(message));
    }

    /** Whether texts are what is looked for; each is given by its words. */
    public boolean fits(List<List<String>> texts) {
        return wanted.stream().allMatch(phrase -> texts.stream().anyMatch(phrase::isIn))
            && unwanted.stream().noneMatch(phrase -> texts.stream().anyMatch(phrase::isIn));
    }

    /** The words of texts, in the form in which they are compared; texts without a word are left out. */
    public static List<List<String>> words(Stream<String> texts) {
        return texts.distinct().map(Words::of).filter(words -> !words.isEmpty()).toList();
    }

    /** The words of a message's texts; words of different texts do not stand together. */
    public static List<List<String>> texts(TrackedMessage message) {
        Stream<String> about = Stream.of(Stream.of(message.id(), message.node()), message.sender().stream(), message.client().stream(),
            message.user().stream(), message.headerId().stream(), message.queueId().stream(), message.subject().stream(),
            message.hits().stream(), message.viruses().stream()).flatMap(texts -> texts);
        Stream<String> ofRecipients = message.recipients().stream().flatMap(recipient -> Stream.of(recipient.address().stream(),
            recipient.rules().stream(), recipient.reason().stream(), recipient.reply().stream()).flatMap(texts -> texts));
        return words(Stream.concat(about, ofRecipients));
    }
}
