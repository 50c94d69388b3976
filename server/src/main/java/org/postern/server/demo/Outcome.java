// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.server.demo.sample.Ending;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.track.Timeline;

/**
 * What became of one sample for one recipient.
 *
 * @param submission the sample as it was sent
 * @param recipient  whose outcome this is
 * @param ending     where it ended
 * @param timeline   what the gateway tells of it
 * @param received   what the back end got, when the demo can see the back end
 * @param took       from the beginning of the conversation that settled it
 */
record Outcome(Submission submission, String recipient, Ending ending, Timeline timeline, List<ReceivedMail> received,
               Duration took) {
    Outcome {
        received = List.copyOf(received);
    }

    /** One word, or the name of the virus. */
    String verdict() {
        Optional<String> virus = timeline.virus().filter(name -> !name.equalsIgnoreCase("clean"));
        if (virus.isPresent()) {
            return virus.get();
        }
        if (ending instanceof Ending.Quarantined quarantined) {
            return quarantined.kind();
        }
        return timeline.virus().map(clean -> "clean").orElse("-");
    }
}
