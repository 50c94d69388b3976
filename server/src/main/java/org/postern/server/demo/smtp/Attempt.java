// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.util.List;
import java.util.Map;

/**
 * What one attempt to send a message brought.
 *
 * @param answers    one for each recipient, in the order of the envelope where the server left it so
 * @param transcript the conversation, for people
 */
public record Attempt(Map<String, Answer> answers, List<String> transcript) {
    public Attempt {
        answers = Map.copyOf(answers);
        transcript = List.copyOf(transcript);
    }
}
