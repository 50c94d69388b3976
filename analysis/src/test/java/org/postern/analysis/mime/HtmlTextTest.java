// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(HtmlText.render(html, 512).text().strip()).isEqualTo(text);
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
        assertThat(HtmlText.render(html, 512).links()).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<b>", "<table><tr><td>", "<blockquote><p>", "<font><b><i>", "<DIV\n>", "<x-y>", "<ul><li>"})
    void deepNestingShouldBeTold(String tags) {
        assertThat(HtmlText.render(tags.repeat(20), 100).tooDeep()).isFalse();
        assertThat(HtmlText.render(tags.repeat(200), 100).tooDeep()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<br>", "<p>", "<li>", "<div></div>", "<td><font>", "</td><td><b><div>", "<img src=x>", "<div><b></div>",
        "<table><tr><td><font color=red></table>", "<a href=x>", "<!-- <div> -->", "<title><div></title>"})
    void whatDoesNotNestShouldNotBeTakenForIt(String tags) {
        assertThat(HtmlText.render("<table><tr><td>" + tags.repeat(2000), 100).tooDeep()).isFalse();
    }

    @Test
    void textBeyondTheBoundShouldBeReadAllTheSame() {
        HtmlText text = HtmlText.render("<div>".repeat(10_000) + "<a href=http://deep.example/>below</a>", 100);
        assertThat(text.text().strip()).isEqualTo("below");
        assertThat(text.links()).containsExactly("http://deep.example/");
    }
}
