// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.configuration2.BaseConfiguration;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.request.FilterRequest;

/** Questions that tests put to engines. */
final class SpamQuestion {
    static final String END = "the end\r\n";
    static final String HAM = "From: Ann <ann@example.com>\r\nTo: joe@example.org\r\nSubject: Minutes\r\n"
        + "Message-ID: <1@example.com>\r\nDate: " + DateTimeFormatter.RFC_1123_DATE_TIME
            .format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n\r\nThe minutes of the meeting. " + END;
    static final String GTUBE = HAM.replace("The minutes",
        "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n\r\n");

    private SpamQuestion() {
    }

    static SpamConfiguration configuration(Map<String, String> settings) {
        BaseConfiguration configuration = new BaseConfiguration();
        settings.forEach(configuration::setProperty);
        return PosternConfiguration.from(configuration).spam();
    }

    static FilterRequest request(String message) {
        return new FilterRequest("01HQXW5P7R8ZJ4M2N6K9T3V001", Instant.now(), Direction.INCOMING,
            new Envelope("ann@example.com", List.of("joe@example.org", "eve@example.org")),
            new Client("192.0.2.7", Optional.of("mail.example.com"), Optional.of("helo.example.com"), Optional.empty(), Optional.empty()),
            MessageSource.of(message.getBytes(StandardCharsets.ISO_8859_1)), FilterRequest.Patience.RETRY);
    }

    static SpamOutcome ask(SpamCheck check, String message) throws IOException {
        return ask(check, message, Duration.ofSeconds(30));
    }

    static SpamOutcome ask(SpamCheck check, String message, Duration limit) throws IOException {
        FilterRequest request = request(message);
        return check.check(request, new MessageAnalyser().analyse(request.message(), AnalysisLimits.defaults()), limit);
    }
}
