// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * Holds clients to what the answer to their EHLO offered. James takes the sign-in of clients to whom it did not offer one, before TLS too,
 * and passes over parameters that it does not know; a client that was told yes believes that its wish is granted.
 */
final class OfferedExtensions {
    @SuppressWarnings("rawtypes")
    private static final AttachmentKey<Set> OFFERED = AttachmentKey.of("postern.extensions", Set.class);
    private static final Map<String, String> EXTENSION_OF_PARAMETER = Map.of("SIZE", "SIZE", "BODY", "8BITMIME", "SMTPUTF8", "SMTPUTF8",
        "AUTH", "AUTH", "RET", "DSN", "ENVID", "DSN", "NOTIFY", "DSN", "ORCPT", "DSN");
    private static final int FIRST_WORD = 4;

    private OfferedExtensions() {
    }

    /** Takes note of the answer to a greeting or to STARTTLS, after which nothing that was offered before counts. */
    static void note(SMTPSession session, String verb, Response response) {
        if (response.getRetCode().startsWith("2") && Set.of("EHLO", "HELO", "STARTTLS").contains(verb)) {
            Set<String> words = new HashSet<>();
            if (verb.equals("EHLO")) {
                response.getLines().stream().skip(1).map(CharSequence::toString).filter(line -> line.length() > FIRST_WORD)
                    .forEach(line -> words.add(line.substring(FIRST_WORD).strip().split(" ")[0].toUpperCase(Locale.ROOT)));
            }
            session.setAttachment(OFFERED, words, State.Connection);
        }
    }

    /** The answer to a command that uses what was not offered. */
    static Optional<Response> objection(SMTPSession session, String verb, byte[] line) {
        Set<?> offered = session.getAttachment(OFFERED, State.Connection).orElse(Set.of());
        if (verb.equals("AUTH")) {
            return offered.contains("AUTH") ? Optional.empty()
                : Optional.of(new SMTPResponse("503", "5.5.1 Signing in is not offered here, or not before STARTTLS"));
        }
        if (!verb.equals("MAIL") && !verb.equals("RCPT")) {
            return Optional.empty();
        }
        if (!isAscii(line)) {
            return Optional.of(new SMTPResponse("553", "5.6.7 Addresses in UTF-8 are not taken here"));
        }
        String text = new String(line, StandardCharsets.US_ASCII);
        String parameters = text.substring(text.lastIndexOf('>') + 1).strip();
        if (parameters.isEmpty() || text.indexOf('>') < 0) {
            return Optional.empty();
        }
        for (String parameter : parameters.split(" +")) {
            String name = parameter.split("=", 2)[0].toUpperCase(Locale.ROOT);
            if (!offered.contains(EXTENSION_OF_PARAMETER.getOrDefault(name, ""))) {
                return Optional.of(new SMTPResponse("555", "5.5.4 A parameter is not known here, or was not offered"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAscii(byte[] line) {
        for (byte each : line) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
