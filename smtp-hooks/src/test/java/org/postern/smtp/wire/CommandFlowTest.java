// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class CommandFlowTest {
    private final CommandFlow flow = new CommandFlow();

    @Test
    void aGroupAfterEhloShouldBeWithLeave() {
        said("EHLO a\r\n", "250");

        said("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n", "250", "250", "354");

        assertThat(flow.tookImpatience()).isFalse();
        assertThat(flow.inData()).isTrue();
    }

    @Test
    void aGroupAfterHeloShouldBeWithoutLeave() {
        said("HELO a\r\n", "250");

        said("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");

        assertThat(flow.tookImpatience()).isTrue();
        assertThat(flow.tookImpatience()).isFalse();
    }

    @Test
    void nothingMayFollowEhloBeforeItsAnswer() {
        said("EHLO a\r\nMAIL FROM:<a@b>\r\n");

        assertThat(flow.tookImpatience()).isTrue();
    }

    @Test
    void contentBeforeTheAnswerToDataShouldBeImpatient() {
        said("EHLO a\r\n", "250");
        said("MAIL FROM:<a@b>\r\n", "250");

        said("DATA\r\nSubject: x\r\n");

        assertThat(flow.tookImpatience()).isTrue();
    }

    @Test
    void slowlySentCommandsShouldBeJudgedByAnswersNotByPackets() {
        said("EHLO a\r\n");
        said("M");

        assertThat(flow.tookImpatience()).isTrue();
    }

    @Test
    void commandsMayFollowTheEndOfAMessage() {
        said("EHLO a\r\n", "250");
        said("DATA\r\n", "354");

        said("Subject: x\r\n\r\n..\r\n.\r\nMAIL FROM:<a@b>\r\n", "250", "250");

        assertThat(flow.tookImpatience()).isFalse();
        assertThat(flow.inData()).isFalse();
        assertThat(flow.owesReply()).isFalse();
    }

    @Test
    void contentShouldNotBeTakenForCommands() {
        said("HELO a\r\n", "250");
        said("DATA\r\n", "354");

        said("one\r\n..\r\n. \r\n.x\r\ntwo\r\n");

        assertThat(flow.inData()).isTrue();
        assertThat(flow.tookImpatience()).isFalse();
        said(".\r\n");
        assertThat(flow.inData()).isFalse();
    }

    @Test
    void anEmptyMessageShouldEnd() {
        said("DATA\r\n", "354");

        said(".\r\n");

        assertThat(flow.inData()).isFalse();
    }

    @Test
    void leaveShouldEndWithStarttls() {
        said("EHLO a\r\n", "250");
        said("STARTTLS\r\n", "220");

        said("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");

        assertThat(flow.tookImpatience()).isTrue();
    }

    private void said(String client, String... replies) {
        for (byte b : client.getBytes(StandardCharsets.US_ASCII)) {
            flow.received(b);
        }
        for (String reply : replies) {
            flow.replied(reply);
        }
    }
}
