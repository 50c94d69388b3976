// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of forms in which mail servers write Received fields. */
final class ReceivedForms {
    static final ReceivedForms STANDARD = read();

    private final List<Section> sections;

    /** Forms that are tried in order when the guard holds; of sections that are alternatives only the first that holds counts. */
    private record Section(Predicate<String> guard, boolean alternative, List<ReceivedForm> forms) {
    }

    /** A form that fits and what it found. */
    record Fit(ReceivedForm form, Matcher words) {
    }

    private ReceivedForms(List<Section> sections) {
        this.sections = sections;
    }

    Optional<Fit> fit(String field) {
        boolean taken = false;
        for (Section section : sections) {
            if (!section.alternative()) {
                taken = false;
            }
            if (section.guard() != null && (taken || !section.guard().test(field))) {
                continue;
            }
            taken = section.guard() != null;
            for (ReceivedForm form : section.forms()) {
                // Looking for a word that the form needs tells most of them apart, and costs much less.
                if (!field.contains(form.word())) {
                    continue;
                }
                Matcher matcher = form.pattern().matcher(field);
                if (form.anywhere() ? matcher.find() : matcher.lookingAt()) {
                    return Optional.of(new Fit(form, matcher));
                }
            }
        }
        return Optional.empty();
    }

    private static Predicate<String> guard(String text) {
        return text.indexOf('`') < 0 && text.indexOf('{') < 0 ? field -> field.contains(text)
            : Pattern.compile(ReceivedForm.expression(text)).asPredicate();
    }

    private static ReceivedForms read() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(null, false, new ArrayList<>()));
        boolean inAlternatives = false;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
            ReceivedForms.class.getResourceAsStream("received-formats.txt"), "received-formats.txt"), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("with ")) {
                    sections.add(new Section(guard(line.substring(5)), inAlternatives, new ArrayList<>()));
                    inAlternatives = true;
                } else if (line.equals("end")) {
                    sections.add(new Section(null, false, new ArrayList<>()));
                    inAlternatives = false;
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    sections.get(sections.size() - 1).forms().add(ReceivedForm.parse(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReceivedForms(sections);
    }
}
