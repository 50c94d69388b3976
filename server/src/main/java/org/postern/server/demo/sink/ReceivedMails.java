// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the sink keeps, bounded in bytes because a demo server may run for days.
 */
final class ReceivedMails {
    private final long keepBytes;
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long bytes;

    ReceivedMails(long keepBytes) {
        this.keepBytes = keepBytes;
    }

    synchronized void add(ReceivedMail mail) {
        mails.addLast(mail);
        bytes += mail.content().length;
        while (bytes > keepBytes && mails.size() > 1) {
            bytes -= mails.removeFirst().content().length;
        }
    }

    synchronized List<ReceivedMail> all() {
        return List.copyOf(mails);
    }
}
