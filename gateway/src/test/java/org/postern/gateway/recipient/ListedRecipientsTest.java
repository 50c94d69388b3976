// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.gateway.MutableClock;

class ListedRecipientsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;
    private Path file;
    private final MutableClock clock = new MutableClock(START);

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("recipients"), "# people\nAnn@corp.test\nbob@corp.test # since May\n\n@all.test\n");
    }

    @ParameterizedTest
    @CsvSource({"ann@corp.test, true", "BOB@CORP.TEST, true", "eve@corp.test, false", "anybody@all.test, true", "x@sub.all.test, false"})
    void recipientShouldExistWhenTheFileNamesItOrItsDomain(String recipient, boolean exists) {
        ListedRecipients listed = new ListedRecipients(file, clock);

        assertThat(listed.ask(recipient)).isEqualTo(exists ? RecipientAnswer.EXISTS : RecipientAnswer.UNKNOWN);
        assertThat(listed.known(recipient).isPresent()).isEqualTo(exists);
    }

    @Test
    void changeShouldBeSeenWithinFiveSeconds() throws IOException {
        ListedRecipients listed = new ListedRecipients(file, clock);
        assertThat(listed.ask("eve@corp.test")).isEqualTo(RecipientAnswer.UNKNOWN);
        Files.writeString(file, "eve@corp.test\n");
        Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(99)));

        clock.advance(Duration.ofSeconds(5));

        assertThat(listed.ask("eve@corp.test")).isEqualTo(RecipientAnswer.EXISTS);
    }

    @Test
    void fileThatIsGoneShouldLeaveWhatWasRead() throws IOException {
        ListedRecipients listed = new ListedRecipients(file, clock);
        listed.ask("ann@corp.test");
        Files.delete(file);
        clock.advance(Duration.ofSeconds(5));

        assertThat(listed.ask("ann@corp.test")).isEqualTo(RecipientAnswer.EXISTS);
    }

    @Test
    void fileThatWasNeverReadShouldLeaveRecipientsUnknownAndNotAbsent() {
        assertThat(new ListedRecipients(directory.resolve("none"), clock).ask("ann@corp.test"))
            .isInstanceOf(RecipientAnswer.Unavailable.class);
    }
}
