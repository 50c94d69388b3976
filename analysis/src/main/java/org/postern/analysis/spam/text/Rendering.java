// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;

/**
 * The text of one part as a reader sees it.
 *
 * @param text      all of it, Unicode
 * @param visible   without what HTML hides
 * @param invisible what HTML hides
 * @param html      facts about the HTML, when it is some
 */
public record Rendering(String text, String visible, String invisible, Optional<HtmlFacts> html) {

    static Rendering of(String octets, String charset, boolean html) {
        String text = CharsetGuess.decode(octets, charset);
        return html && !octets.isEmpty() ? HtmlReader.read(text, octets.length()) : new Rendering(text, text, "", Optional.empty());
    }
}
