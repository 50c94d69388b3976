// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

/**
 * What the client learned about one recipient from one attempt.
 */
public sealed interface Answer {

    /** Whether trying again later could change it. */
    default boolean retriable() {
        return false;
    }

    /**
     * The server took over responsibility.
     *
     * @param reply the answer to the content
     */
    record Accepted(Reply reply) implements Answer {
        @Override
        public String toString() {
            return "accepted (" + reply + ")";
        }
    }

    /**
     * Come again later.
     *
     * @param stage where
     * @param reply 4yz
     */
    record Deferred(Stage stage, Reply reply) implements Answer {
        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public String toString() {
            return "deferred at " + stage + " (" + reply + ")";
        }
    }

    /**
     * Refused for good.
     *
     * @param stage where
     * @param reply 5yz
     */
    record Refused(Stage stage, Reply reply) implements Answer {
        @Override
        public String toString() {
            return "refused at " + stage + " (" + reply + ")";
        }
    }

    /**
     * The client itself cannot send it to this server.
     *
     * @param reason for people
     */
    record Unsendable(String reason) implements Answer {
        @Override
        public String toString() {
            return "not sent: " + reason;
        }
    }

    /**
     * The connection failed before the answer; the server may or may not have taken the message.
     *
     * @param reason for people
     */
    record Broken(String reason) implements Answer {
        @Override
        public boolean retriable() {
            return true;
        }

        @Override
        public String toString() {
            return "connection failed: " + reason;
        }
    }
}
