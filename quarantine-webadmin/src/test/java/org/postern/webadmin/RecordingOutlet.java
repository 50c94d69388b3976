// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.quarantine.MessageOutlet;

final class RecordingOutlet implements MessageOutlet {
    record Delivery(String messageId, String envelopeSender, String recipient, long size) {
    }

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    @Override
    public void deliver(String messageId, String envelopeSender, String recipient, MessageSource message) throws IOException {
        if (broken) {
            throw new IOException("queue away");
        }
        deliveries.add(new Delivery(messageId, envelopeSender, recipient, message.size()));
    }
}
