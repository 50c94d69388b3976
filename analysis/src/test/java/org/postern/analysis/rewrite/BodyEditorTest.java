// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

class BodyEditorTest {
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();

    static List<CaseFile.Case> cases() {
        return CaseFile.read(BodyEditorTest.class, "edits.cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void editedMessageShouldReadAsItsCaseSays(CaseFile.Case one) throws IOException {
        byte[] message = one.text("message").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        List<BodyEdit> edits = new ArrayList<>();
        for (String line : one.lines("edits")) {
            edits.add(edit(line, view(message)));
        }
        MessageView after = view(new BodyEditor().edit(new ByteArrayInputStream(message), edits));
        assertThat(after.parts().stream().map(part -> part.number() + " " + part.declaredType() + part.name().map(name -> " " + name)
            .orElse(""))
            .collect(Collectors.joining("\n"))).isEqualTo(one.text("parts"));
        assertThat(after.texts().stream().map(text -> text.decoded().replace("\r\n", "\n").strip()).collect(Collectors.joining("\n~~\n")))
            .isEqualTo(one.text("texts"));
    }

    @Test
    void messageThatNoEditTouchesShouldBeWrittenByteForByte() throws IOException {
        String message = "Subject:  odd   spacing\r\n\tfolded\r\nX-Broken: \u00e9\r\n"
            + "Content-Type: multipart/mixed;\r\n boundary=b\r\n\r\npreamble\r\n"
            + "--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nbytes \u00e9 outside\r\n"
            + "--b\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + "AAAA\r\nBBBB\r\n--b--\r\nepilogue\r\n";
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(new BodyEditor().edit(new ByteArrayInputStream(bytes), List.of()), StandardCharsets.ISO_8859_1))
            .isEqualTo(message);
    }

    @Test
    void partThatIsNotWhereTheFactsHaveItShouldNotBeGuessed() {
        byte[] message = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> new BodyEditor().edit(new ByteArrayInputStream(message),
            List.of(PartRemoval.of(List.of(), List.of(2), name -> "gone")))).isInstanceOf(UneditableMessageException.class);
    }

    private static BodyEdit edit(String line, MessageView view) {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "remove" -> PartRemoval.of(view.parts(), List.of(Integer.valueOf(words[1])), name -> "removed " + name);
            case "remove-all" -> PartRemoval.all(view.parts(), name -> "<b>removed</b> " + name);
            case "end" -> new TextInsertion(words[1], false, true);
            case "start" -> new TextInsertion(words[1], true, false);
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static MessageView view(byte[] message) throws IOException {
        return ANALYSER.analyse(MessageSource.of(message), AnalysisLimits.defaults());
    }
}
