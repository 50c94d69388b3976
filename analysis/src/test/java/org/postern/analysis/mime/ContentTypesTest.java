// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {
    private final ContentTypes types = new ContentTypes();

    /** What prose is known by at a glance must be what the magic patterns say of it, and what is no prose must reach them. */
    @ParameterizedTest
    @CsvSource({
        "Dear reader how are you, text/plain",
        "1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX, text/plain",
        "%PDF-1.4, application/pdf",
        "GIF89aXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX, image/gif",
        "<html><body>x</body></html>, text/html",
        "BEGIN:VCARD, text/x-vcard"})
    void contentShouldBeKnownByItsLeadingBytes(String content, String type) {
        assertThat(types.detect(content.getBytes(StandardCharsets.US_ASCII), Optional.empty())).isEqualTo(type);
    }
}
