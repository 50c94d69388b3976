// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.time.Duration;

/**
 * One step of a dialogue. The forms they have in a file stand in {@code docs/dialogues.md}.
 */
sealed interface Step {

    /** The client opens a connection to a port, as if it had this address. */
    record Connect(String port, String client) implements Step {
    }

    /** The client sends bytes. */
    record Send(byte[] bytes) implements Step {
    }

    /** The next reply has this code and a text that matches; {@code <id>} stands for an id, which is remembered. */
    record Reply(String code, String pattern) implements Step {
    }

    /** The last reply has, or has not, a line with this text. */
    record Line(String text, boolean there) implements Step {
    }

    /** The server closes the connection without another word. */
    record Closed() implements Step {
    }

    /** The server says nothing for so long. */
    record Silence(Duration time) implements Step {
    }

    /** The client does nothing for so long. */
    record Pause(Duration time) implements Step {
    }

    /** The last reply came after at least so long. */
    record Late(Duration least) implements Step {
    }

    /** The last reply came within so long. */
    record Soon(Duration most) implements Step {
    }

    /** Both begin to speak TLS. */
    record Tls() implements Step {
    }

    /** The client sends lines until a reply has this code and matches, at most for 20 s, starting anew with RSET and MAIL each time. */
    record Again(String mail, String recipient) implements Step {
    }

    /** The server behind has received a message with this text from the dialogue, or has not received it. */
    record Received(String text, boolean there) implements Step {
    }

    /** The server behind has received a delivery report from the null sender that says so of a recipient. */
    record Report(String recipient, String action, String status) implements Step {
    }

    /** The timeline of the last id has an event of this type whose details contain a text. */
    record Tracked(String type, String text) implements Step {
    }
}
