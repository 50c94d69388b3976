// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "a &lt;b&gt; &amp; &eacute; &#8364; &#x41;|a <b> & é € A",
        "vi<b>ag</b>ra|viagra",
        "vi<!-- x -->agra|viagra",
        "vi<!-->ag<!--->ra|viagra",
        "a<script>if (a < b) { '</b>' }</script>b|ab",
        "a<script>x</SCRIPT >b|ab",
        "<style><b></style>seen|seen",
        "<title>no</title>yes|yes",
        "<noscript>yes</noscript>|yes",
        "<head>yes|yes",
        "a < b <3|a < b <3",
        "a</>b</ c>d<?x y>e<!doctype z>f|abdef",
        "<textarea>a <b></textarea>c|a <b>c",
        "a <b|a",
        "<p title='>'>x</p>|x",
        "a    b\t\tc|a b c"
    })
    void readerShouldSeeWhatABrowserShows(String html, String text) {
        assertThat(HtmlText.render(html).text().strip()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "<a href=http://a/?x=1&amp;y=2>|http://a/?x=1&y=2",
        "<A HREF = 'http://a/'>|http://a/",
        "<a href=\"http://a/\"title=x>|http://a/",
        "<a/href=http://a/>|http://a/",
        "<a href=http://a/ href=http://b/>|http://a/",
        "<img alt=x src=cid:1/>|cid:1/",
        "<form action=http://f/ method=post>|http://f/"
    })
    void linkShouldBeFoundHoweverItIsWritten(String html, String link) {
        assertThat(HtmlText.render(html).links()).containsExactly(link);
    }
}
