// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class MessageTemplateTest {

    @Test
    void linesShouldEndWithCarriageReturnAndLineFeed() throws IOException {
        assertThat(expand("a\nb\r\n\nc")).isEqualTo("a\r\nb\r\n\r\nc");
    }

    @Test
    void textShouldBeSentInTheCharacterSetThatWasAsked() throws IOException {
        assertThat(new MessageTemplate("Grüße").expand("ISO-8859-1")).isEqualTo(new byte[] {'G', 'r', (byte) 0xfc, (byte) 0xdf, 'e'});
        assertThat(new String(new MessageTemplate("来週").expand("ISO-2022-JP"), StandardCharsets.US_ASCII))
            .startsWith("\033$B").endsWith("\033(B");
    }

    @Test
    void textThatTheCharacterSetLacksShouldBeAnError() {
        assertThatThrownBy(() -> new MessageTemplate("来週").expand("KOI8-R")).isInstanceOf(IOException.class).hasMessageContaining("KOI8-R");
    }

    @Test
    void theTestVirusShouldBeSixtyEightBytes() throws IOException {
        assertThat(expand("@{eicar}")).hasSize(68).startsWith("X5O!").endsWith("+H*");
    }

    @Test
    void wrappingsShouldNest() throws IOException {
        byte[] outer = Base64.getMimeDecoder().decode(expand("@{eicar|zip a.com|zip in.zip|base64}"));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(outer))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("in.zip");
            try (ZipInputStream inner = new ZipInputStream(new ByteArrayInputStream(zip.readAllBytes()))) {
                assertThat(inner.getNextEntry().getName()).isEqualTo("a.com");
                assertThat(new String(inner.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(expand("@{eicar}"));
            }
        }
    }

    @Test
    void noiseShouldHaveTheLengthAskedAndBeTheSameEachTime() throws IOException {
        byte[] noise = Base64.getMimeDecoder().decode(expand("@{noise 100000|base64}"));
        assertThat(noise).hasSize(100_000);
        assertThat(expand("@{noise 1000|base64}")).isEqualTo(expand("@{noise 1000|base64}"));
    }

    @Test
    void longLinesShouldHaveTheLengthAsked() throws IOException {
        assertThat(expand("@{line 4003}")).hasSize(4003).doesNotContain("\n");
    }

    @Test
    void unknownPlacesShouldBeAnError() {
        assertThatThrownBy(() -> expand("@{virus}")).isInstanceOf(IOException.class).hasMessageContaining("virus");
        assertThatThrownBy(() -> expand("@{eicar|rar}")).isInstanceOf(IOException.class).hasMessageContaining("rar");
    }

    private static String expand(String text) throws IOException {
        return new String(new MessageTemplate(text).expand("UTF-8"), StandardCharsets.ISO_8859_1);
    }
}
