// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void plainTextShouldStayAsItIs() {
        assertThat(HeaderText.field("Subject", "SPAM: hello  world")).isEqualTo("Subject: SPAM: hello  world");
    }

    @Test
    void wordsOutsideAsciiShouldBeEncodedTogether() {
        assertThat(HeaderText.encode("SPAM: Grüße aus Köln heute"))
            .isEqualTo("SPAM: =?UTF-8?B?R3LDvMOfZQ==?= aus =?UTF-8?B?S8O2bG4=?= heute");
        assertThat(HeaderText.encode("ä ö")).isEqualTo("=?UTF-8?B?w6Qgw7Y=?=");
    }

    @Test
    void textThatLooksEncodedShouldBeEncodedItself() {
        assertThat(decoded(HeaderText.encode("a =?UTF-8?Q?x?= b"))).isEqualTo("a =?UTF-8?Q?x?= b");
    }

    @Test
    void longValueShouldBeFoldedAtSeventyEight() {
        String field = HeaderText.field("X-Spam-Hits", "SOME_RULE_NAME, ".repeat(30));
        assertThat(Arrays.stream(field.split("\r\n")).mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(78);
        assertThat(field.replace("\r\n", "")).isEqualTo("X-Spam-Hits: " + "SOME_RULE_NAME, ".repeat(30).strip());
    }

    @Test
    void wordOfThousandsCharactersShouldNotMakeALineOfThatLength() {
        String field = HeaderText.field("Subject", "a".repeat(5000));
        assertThat(Arrays.stream(field.split("\r\n")).mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(100);
        assertThat(decoded(field.replace("\r\n", ""))).isEqualTo("Subject: " + "a".repeat(5000));
    }

    @Property
    void valueShouldNeverLeaveItsField(@ForAll String value) {
        String field = HeaderText.field("X-Test", value);
        assertThat(HeaderRewrite.none().adding(List.of(field))).isNotNull();
        assertThat(field.chars()).allMatch(c -> c < 127);
        for (String line : field.split("\r\n")) {
            assertThat(line.length()).isLessThanOrEqualTo(998);
            assertThat(line).doesNotContain("\r", "\n");
        }
    }

    @Property
    void valueShouldReadBackUpToItsWhiteSpace(@ForAll List<String> words) {
        String value = String.join(" ", words).replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ").strip();
        String read = decoded(HeaderText.field("X", value).replace("\r\n", "").substring(2).strip());
        assertThat(read.replaceAll("\\s+", " ").strip()).isEqualTo(value.replaceAll("\\s+", " ").strip());
    }

    private static String decoded(String text) {
        return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
    }
}
