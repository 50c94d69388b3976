// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.Optional;

/**
 * One message as spam rules see it. Every text is in octets: one character below 256 for each byte of UTF-8, since rules are written for
 * bytes. Each form is made when it is first asked for and kept; an object serves one thread.
 */
public interface SpamMessage {

    /**
     * A header as rules name it: {@code Subject}, {@code From:addr}, {@code Received:raw}, {@code ALL}, {@code ToCc}, {@code MESSAGEID},
     * {@code EnvelopeFrom}, {@code X-Spam-Relays-External} and so on. All fields of the name in order, each with its line end; nothing
     * when there is none.
     *
     * @throws IllegalArgumentException when the modifier behind the colon is unknown
     */
    Optional<String> header(String selector);

    /** The subject, then the visible paragraphs, white space collapsed. */
    List<String> body();

    /** Decoded text parts with their markup and line ends, in pieces. */
    List<String> rawBody();

    /** Distinct URIs, as written and in their cleaned forms. */
    List<String> uris();

    /** The same with where they came from. */
    List<UriDetail> uriDetails();

    /** The pristine message from its first header line on, line ends as LF. */
    String full();

    /** All MIME entities in order, the message itself first. */
    List<SpamPart> parts();
}
