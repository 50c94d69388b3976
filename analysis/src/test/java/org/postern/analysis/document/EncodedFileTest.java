// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Member;

class EncodedFileTest {
    private static final String FILE = "MZ this stands for a program that only the reader's browser would have put together";
    private static final String BASE64 = Base64.getEncoder().encodeToString(FILE.getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @ValueSource(strings = {
        "<html><a href=\"data:application/zip;base64,%s\">x</a>",
        "<html><a href=data:;BASE64,%s download>x</a>",
        "<html><script>var b = atob(\"%s\")</script>",
        "<html><script>var b = atob('%2$s' + \n '%3$s')</script>",
        "<html><script>var b = atob(`%2$s\n%3$s`)</script>"})
    void aFileInAPageShouldBecomeAMemberAndGoToTheVirusEngines(String page) {
        int half = 30;
        Looking seen = look("page.html", String.format(page, BASE64, BASE64.substring(0, half), BASE64.substring(half)));

        assertThat(seen.kinds()).contains("html.embedded-file");
        assertThat(seen.revealed()).contains(FILE);
        assertThat(seen.part().members()).extracting(Member::name).containsExactly("embedded-1");
    }

    @Test
    void theAlphabetForAddressesShouldBeReadToo() {
        byte[] bytes = new byte[90];
        Arrays.fill(bytes, (byte) 0xfb);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThat(text).contains("-").contains("_");
        assertThat(look("a.js", "x='" + text + "'").revealed()).contains(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<html><img alt='a text of many words without any sign between them but blanks which is no base64 at all'>",
        "<html><a href=\"https://shop.example/a/very/long/address/of/a/page/that/is/longer/than/sixty/four/characters/in/all\">x</a>",
        "<html><p class='short'>x</p>"})
    void whatPagesOrdinarilyHoldShouldNotBeTakenForFiles(String page) {
        assertThat(look("page.html", page).kinds()).isEmpty();
    }

    @Test
    void picturesAndFontsShouldNotBeTold() {
        byte[] picture = ("\u0089PNG\r\n\u001a\n" + "x".repeat(100)).getBytes(StandardCharsets.ISO_8859_1);
        String page = "<html><img src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(picture) + "\">";

        assertThat(look("page.html", page).kinds()).isEmpty();
    }

    @Test
    void base64InATextShouldBeLeftAlone() {
        assertThat(look("letter.txt", "a letter with \"" + BASE64 + "\" in it").kinds()).isEmpty();
    }

    private static Looking look(String name, String page) {
        return Looking.at(name, page.getBytes(StandardCharsets.ISO_8859_1));
    }
}
