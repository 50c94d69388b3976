// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.MessageAnalyser;

class PreviewReaderTest {
    private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final PreviewReader previews = new PreviewReader(new MessageAnalyser());

    private MessagePreview html(String html, ImagePolicy images) {
        return read("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html, images);
    }

    private MessagePreview read(String message, ImagePolicy images) {
        return previews.read(MessageSource.of(message.getBytes(StandardCharsets.UTF_8)), images);
    }

    @Test
    void noHostilePieceShouldLeaveAnythingThatRunsOrLoads() {
        List<String> all = HostileHtml.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(300);
        for (String piece : all) {
            String shown = html("<p>before</p>" + piece, ImagePolicy.EMBEDDED).html();
            String tags = shown.replaceAll(">[^<]*", ">").toLowerCase(Locale.ROOT);
            assertThat(tags).as(piece).doesNotContainPattern("<(script|iframe|object|embed|link|meta|base|svg|math|form|input|style|a)\\b")
                .doesNotContainPattern("\\son[a-z]+\\s*=").doesNotContain("javascript:", "vbscript:", "url(", "position", "src=\"http");
        }
    }

    @Test
    void linksShouldShowWhereTheyLead() {
        MessagePreview preview = html("<a href=\"https://attack.example/login?x=1\">www.bank.example</a> "
            + "<a href=https://a.example/>a.example</a>"
            + "<a href=\"mailto:x@y.example\">write</a>", ImagePolicy.NONE);
        assertThat(preview.links()).containsExactly(new MessagePreview.Link("www.bank.example", "https://attack.example/login?x=1", true),
            new MessagePreview.Link("a.example", "https://a.example/", false),
            new MessagePreview.Link("write", "mailto:x@y.example", false));
        assertThat(preview.html()).contains("<u>www.bank.example</u><small> [https://attack.example/login?x&#61;1]</small>")
            .doesNotContain("<a ");
    }

    @Test
    void picturesShouldBeShownAsWanted() {
        String message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            + "<img src=\"cid:pixel@x\"><img src=\"cid:fake@x\"><img src=\"https://t.example/1.png\">\r\n--b\r\nContent-Type: image/png\r\n"
            + "Content-ID: <pixel@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n" + PIXEL + "\r\n--b\r\nContent-Type: image/png\r\n"
            + "Content-ID: <fake@x>\r\n\r\n<svg onload=alert(1)>\r\n--b--\r\n";
        assertThat(read(message, ImagePolicy.NONE)).satisfies(preview -> {
            assertThat(preview.html()).doesNotContain("src=");
            assertThat(preview.blockedImages()).isEqualTo(3);
        });
        assertThat(read(message, ImagePolicy.EMBEDDED)).satisfies(preview -> {
            assertThat(preview.html()).contains("data:image/png;base64,").doesNotContain("t.example", "svg");
            assertThat(preview.blockedImages()).isEqualTo(2);
        });
        assertThat(read(message, ImagePolicy.REMOTE).html()).contains("https://t.example/1.png");
    }

    @Test
    void attachmentsShouldBeListedWithTheTypeThatTheyAreOf() {
        MessagePreview preview = read("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n1 < 2 & so\r\n"
            + "--b\r\nContent-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: attachment; filename=photo.jpg\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + PIXEL + "\r\n--b--\r\n", ImagePolicy.NONE);
        assertThat(preview.html()).startsWith("<pre>1 &lt; 2 &amp; so");
        assertThat(preview.fromHtml()).isFalse();
        assertThat(preview.attachments()).singleElement().satisfies(part -> {
            assertThat(part.name()).isEqualTo("photo.jpg");
            assertThat(part.declared()).isEqualTo("image/jpeg");
            assertThat(part.detected()).isEqualTo("image/png");
        });
    }
}
