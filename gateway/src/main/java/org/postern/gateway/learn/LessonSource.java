// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

/** How somebody came to judge a message. */
public enum LessonSource {
    /** Released from quarantine. */
    RELEASE,
    /** Moved into or out of a user's junk folder. */
    MAILBOX,
    /** Reported through the web interface or REST. */
    REPORT,
    /** An administrator's collection of mail. */
    CORPUS,
    /** The filter itself, where its verdict was beyond doubt. */
    AUTOMATIC
}
