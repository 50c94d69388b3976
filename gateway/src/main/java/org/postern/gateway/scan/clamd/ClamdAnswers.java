// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.Findings;

/**
 * What clamd's answers mean.
 */
final class ClamdAnswers {
    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";
    private static final String OK = "OK";
    private static final String SIZE_LIMIT = "size limit exceeded";

    private final String where;

    ClamdAnswers(String where) {
        this.where = where;
    }

    String where() {
        return where;
    }

    EngineAnswer read(ClamdSession.Answer answer) {
        String text = answer.text().startsWith(STREAM) ? answer.text().substring(STREAM.length()) : answer.text();
        if (text.endsWith(FOUND)) {
            return Findings.answer(where, List.of(text.substring(0, text.length() - FOUND.length())));
        }
        if (text.toLowerCase(Locale.ROOT).contains(SIZE_LIMIT)) {
            return EngineAnswer.Unknown.forGood(where
                + ": INSTREAM size limit exceeded: StreamMaxLength of clamd is smaller than the message");
        }
        if (text.equals(OK) && answer.everythingSent()) {
            return new EngineAnswer.Clean();
        }
        return new EngineAnswer.Unknown(where + (answer.everythingSent() ? " answered: " : " answered before it had the whole message: ")
            + text);
    }

    EngineAnswer failed(Exception e) {
        String reason = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        return new EngineAnswer.Unknown(where + ": " + reason);
    }
}
