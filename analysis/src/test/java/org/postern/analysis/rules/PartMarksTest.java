// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/**
 * Which parts of a spam message the what slot marks for removal, a sentence a case: 2 is the text, 3 a PDF file, 4 a message with 5, a
 * program.
 */
class PartMarksTest {
    private static final String MESSAGE = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n"
        + "--b\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--b\nContent-Type: message/rfc822\n\n"
        + "Subject: nested\nContent-Type: application/octet-stream; name=b.exe\n\nx\n--b--\n";

    static List<CaseFile.Case> sentences() {
        return CaseFile.read(PartMarksTest.class, "marks.cases");
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void sentenceShouldHold(CaseFile.Case sentence) {
        RuleSet rules = new RuleSetYaml().read("version: m\nwhat:\n  " + sentence.text("what").replace("\n", "\n  ")
            + "\nrules:\n  - {name: R, priority: 1, what: " + sentence.text("slot") + ", actions: [{remove-attachments: {}}]}\n");
        Facts facts = new ExampleFacts().of(new Example("m", Optional.of(MESSAGE), Map.of("spam", "4"), Map.of("", "any"), List.of()));
        Disposition disposition = new RuleEvaluator().evaluate(rules, facts).dispositions().get(0);
        String marked = disposition.bound().isEmpty() ? "no match" : disposition.bound().get(0).parts().stream().map(String::valueOf)
            .collect(Collectors.joining(" "));
        assertThat(marked.isEmpty() ? "-" : marked).isEqualTo(sentence.text("parts"));
    }
}
