// SPDX-License-Identifier: Apache-2.0
package org.postern.extension.imap;

import javax.inject.Inject;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CopyRequest;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

import reactor.core.publisher.Mono;

/** COPY, but not into the quarantine folder. */
public final class FolderCopy extends CopyProcessor {
    private final FolderGuard guard;

    @Inject
    public FolderCopy(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics, FolderGuard guard) {
        super(mailboxes, responses, metrics);
        this.guard = guard;
    }

    @Override
    protected Mono<Void> processRequestReactive(CopyRequest request, ImapSession session, Responder responder) {
        if (guard.guards(request.getMailboxName(), session)) {
            return Mono.fromRunnable(() -> no(request, responder, FolderGuard.REFUSED));
        }
        return super.processRequestReactive(request, session, responder);
    }
}
