// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Part;
import org.postern.analysis.message.MessageSource;

class HostileMailTest {
    private static final MessageAnalyser ANALYSER = new MessageAnalyser();
    private static final String SAMPLE = """
        From: =?UTF-8?Q?J=C3=BCrgen?= <a@example.org>
        Subject: =?ISO-8859-1?B?5Pb8?= =?x?y?z?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b1"; charset*0*=utf-8''%41

        --b1
        Content-Type: multipart/alternative; boundary=b2

        --b2
        Content-Type: text/plain; charset=utf-16
        Content-Transfer-Encoding: base64

        SABlAGwAbABvAA==
        --b2
        Content-Type: text/html
        Content-Transfer-Encoding: quoted-printable

        <table><tr><td><a href=3D"http://example.com">x</a>=FC</td></tr></table>
        --b2--
        --b1
        Content-Type: message/rfc822
        Content-Disposition: attachment; filename*0*=utf-8'de'%C3; filename*1*=%BC.eml

        Subject: inner

        text www.example.org
        --b1--
        """.replace("\n", "\r\n");

    @Property(tries = 500)
    void randomBytesShouldNeverThrow(@ForAll byte[] bytes) throws IOException {
        check(bytes);
    }

    @Property(tries = 1000)
    void mutatedMessageShouldNeverThrow(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
                default -> text.insert(at, List.of("\r\n", "\r\n\r\n", "--b1\r\n", "=?", "?=", "\"", "'", "%", "*0*=", ";", "<", "&", "\0")
                    .get(random.nextInt(13)));
            }
            if (text.length() == 0) {
                text.append('x');
            }
        }
        check(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "<div>", "<table>", "<table><tr><td>", "<a>", "<a href=x>", "<form>", "<select><option>", "<p><b><i><a>",
        "</p>", "<!--", "<!", "<![CDATA[", "&", "&amp", "<x y=\"", "<svg><b>", "<ul><li>", "<frameset>", "<template>", "<h1><button>",
        "http://", "www.a.", "<script>", "<textarea>", "< ", "<a b c d e f>"})
    void aMebibyteOfOneTagShouldNotTakeLong(String tag) {
        String body = tag.repeat(1024 * 1024 / tag.length());
        check("Content-Type: text/html\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?", "=?a?b?", "=?UTF-8?Q?", "=?UTF-8?B?w6Q=?= ", "=?x?q?y?=", "=?utf-8?q?y?= =?latin1?q?y?=",
        "(", "\"", "\\", ";a=b", ";a*1=b", "%", "=", "<"})
    void longHeaderShouldNotTakeLong(String piece) {
        String value = piece.repeat(60_000 / piece.length());
        check("Subject: " + value + "\r\nContent-Type: " + value + "\r\nContent-Disposition: a;" + value + "\r\n\r\nx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b\r\n", "--b\r\n\r\n", "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
        "--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
        "\r\n", "-", "--", "--b"})
    void manyPartsShouldNotTakeLong(String piece) {
        check("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + piece.repeat(2 * 1024 * 1024 / piece.length()));
        check("Content-Type: message/rfc822\r\n\r\n" + piece.repeat(2 * 1024 * 1024 / piece.length()));
    }

    private static void check(String message) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void check(byte[] bytes) throws IOException {
        MessageView view = ANALYSER.analyse(MessageSource.of(bytes), AnalysisLimits.defaults());
        assertThat(view.size()).isEqualTo(bytes.length);
        assertThat(view.parts().size())
            .isBetween(1, AnalysisLimits.defaults().parts() + 1 + AnalysisLimits.defaults().inspection().readings());
        assertThat(view.parts()).extracting(Part::number).doesNotHaveDuplicates();
    }
}
