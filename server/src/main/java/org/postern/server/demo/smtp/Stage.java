// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

/**
 * Where in the SMTP conversation an answer was given, since a refusal at DATA concerns all recipients and one at RCPT a single one.
 */
public enum Stage {
    CONNECT,
    EHLO,
    MAIL,
    RCPT,
    DATA
}
