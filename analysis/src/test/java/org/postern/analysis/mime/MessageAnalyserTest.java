// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Part;
import org.postern.analysis.message.MessageSource;

class MessageAnalyserTest {
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();
    private static final AnalysisLimits LIMITS = AnalysisLimits.defaults();

    static List<CaseFile.Case> messages() {
        return CaseFile.read(MessageAnalyserTest.class, "messages.cases");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageShouldBeSeenAsItsCaseSays(CaseFile.Case one) throws IOException {
        MessageView view = analyse(one.text("message"));
        if (!one.text("parts").isEmpty()) {
            assertThat(view.parts()).extracting(MessageAnalyserTest::line).containsExactlyElementsOf(one.lines("parts"));
        }
        if (!one.text("subject").isEmpty()) {
            assertThat(view.subject()).isEqualTo(one.text("subject"));
        }
        if (!one.text("text").isEmpty()) {
            assertThat(String.join("\n", view.texts().stream().map(text -> text.rendered().replace("\r\n", "\n").strip()).toList()))
                .isEqualTo(one.text("text"));
        }
        assertThat(view.uris()).containsExactlyElementsOf(one.lines("uris"));
        assertThat(view.anomalies()).extracting(Anomaly::kind).containsExactlyInAnyOrder(one.words("anomalies"));
    }

    @Test
    void contentOfATypeThatIsNoneShouldBeReadAsTheTextThatItIs() throws IOException {
        assertThat(analyse("Content-Type: text/p\0lain\r\n\r\nBuy now").texts()).extracting(TextPart::decoded).containsExactly("Buy now");
        assertThat(analyse("Content-Type: application/octet-stream\r\n\r\nBuy now").texts()).isEmpty();
    }

    @Test
    void longTextShouldBeDecodedUpToItsBoundWhereverThatFallsWithinItsBytes() throws IOException {
        AnalysisLimits small = new AnalysisLimits(3, 2, 5, 400, 100, 50, 2, 60);
        MessageView view = ANALYSER.analyse(MessageSource.of(("\r\n" + "\u20ac".repeat(500)).getBytes(StandardCharsets.UTF_8)), small);

        assertThat(view.texts()).extracting(TextPart::decoded).containsExactly("\u20ac".repeat(50));
        assertThat(view.anomalies()).extracting(Anomaly::kind).contains("bound.decodedText");
    }

    @Test
    void contentShouldBeToldByItsBytes() throws IOException {
        assertThat(detected("MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff\0\0\u00b8", "harmless.txt")).isEqualTo("application/x-msdownload");
        assertThat(detected("%PDF-1.7\n%", "a.bin")).isEqualTo("application/pdf");
        assertThat(detected("PK\3\4\24\0\0\0\0\0", "a.zip")).isEqualTo("application/zip");
        assertThat(detected("PK\3\4\24\0\0\0\0\0", "a.docx"))
            .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(detected("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0>\0", "a.jpg")).isIn("application/x-executable", "application/x-elf");
        assertThat(detected("\u0001\u0002\u0003\u0004\u00fe", "noname")).isEqualTo("application/octet-stream");
    }

    @Test
    void boundsShouldBeToldAndNothingBeyondThemKept() throws IOException {
        AnalysisLimits small = new AnalysisLimits(3, 2, 5, 400, 100, 50, 2, 60);
        assertKind(small, multipart(5, "x"), "bound.parts");
        assertKind(small, nested(5), "bound.depth");
        assertKind(small, "A: 1\r\n".repeat(6) + "\r\nx", "bound.headerFields");
        assertKind(small, ("A: " + "b".repeat(90) + "\r\n " + "c".repeat(90) + "\r\n").repeat(3) + "\r\nx", "bound.headerBytes");
        assertKind(small, "A: " + "b".repeat(200) + "\r\n\r\nx", "bound.lineLength");
        assertKind(small, "A: b\r\n\r\n" + "word ".repeat(20), "bound.decodedText");
        assertKind(small, "A: b\r\n\r\nhttp://a/ http://b/ http://c/", "bound.uris");
        MessageView view = ANALYSER.analyse(source("A: b\r\n\r\n" + "word ".repeat(20)), small);
        assertThat(view.texts().get(0).decoded()).hasSize(50);
        assertThat(view.rawStart()).hasSize(60);
        assertThat(view.size()).isEqualTo(108);
        assertThat(ANALYSER.analyse(source(multipart(5, "x")), small).parts()).hasSize(3);
    }

    @Test
    void ordinaryMessageShouldHitNoDefaultBound() throws IOException {
        MessageView view = analyse(multipart(200, "some text http://example.com/") + "\r\n");
        assertThat(view.anomalies()).isEmpty();
        assertThat(view.parts()).hasSize(201);
        assertThat(view.uris()).containsExactly("http://example.com/");
    }

    @Test
    void largeAttachmentShouldBeCountedButNotKept() throws IOException {
        byte[] data = new byte[5_000_000];
        String message = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(data);
        MessageView view = analyse(message);
        assertThat(view.parts()).extracting(Part::size).containsExactly(5_000_000L);
        assertThat(view.anomalies()).isEmpty();
        assertThat(view.texts()).isEmpty();
    }

    @Test
    void failureOfTheSourceShouldNotBeTakenForAFaultOfForm() {
        MessageSource broken = new MessageSource() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    private int count;

                    @Override
                    public int read() throws IOException {
                        if (count++ > 20) {
                            throw new IOException("disk gone");
                        }
                        return 'a';
                    }
                };
            }

            @Override
            public long size() {
                return 100;
            }
        };
        assertThatThrownBy(() -> ANALYSER.analyse(broken, LIMITS)).isInstanceOf(IOException.class).hasMessage("disk gone");
    }

    private static String line(Part part) {
        return part.number() + " " + part.depth() + " " + part.declaredType() + " " + part.detectedType() + " "
            + (part.attachment() ? "attachment" : "inline") + " " + part.size() + part.name().map(name -> " " + name).orElse("");
    }

    private static void assertKind(AnalysisLimits limits, String message, String kind) throws IOException {
        assertThat(ANALYSER.analyse(source(message), limits).anomalies()).extracting(Anomaly::kind).contains(kind);
        assertThat(analyse(message).anomalies()).extracting(Anomaly::kind).doesNotContain(kind);
    }

    private static String multipart(int count, String text) {
        StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < count; i++) {
            message.append("--b\r\n\r\n").append(text).append("\r\n");
        }
        return message.append("--b--\r\n").toString();
    }

    private static String nested(int depth) {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return message.append("\r\nx\r\n").toString();
    }

    private static String detected(String latin1, String name) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
        MessageView view = analyse("Content-Type: text/plain; name=" + name + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded);
        return view.parts().get(0).detectedType();
    }

    private static MessageView analyse(String message) throws IOException {
        return ANALYSER.analyse(source(message), LIMITS);
    }

    private static MessageSource source(String message) {
        return MessageSource.of(message.replaceAll("(?<!\r)\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A container must not be encoded (RFC 2045 section 6.4), so engines may not look into it; mail programs show what it holds. */
    @Test
    void whatAnEncodedContainerHoldsShouldBeShownToTheVirusEngines() throws IOException {
        String inner = "Subject: inner\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getEncoder().encodeToString("the hidden content".getBytes(StandardCharsets.US_ASCII));
        MessageView view = analyse("Subject: outer\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(inner.getBytes(StandardCharsets.US_ASCII)) + "\r\n");
        assertThat(view.revealed()).extracting(content -> new String(content.bytes(), StandardCharsets.US_ASCII))
            .contains("the hidden content");
    }
}
