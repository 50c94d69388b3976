// SPDX-License-Identifier: Apache-2.0
package org.postern.extension.imap;

import javax.inject.Inject;

import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AppendRequest;
import org.apache.james.imap.processor.AppendProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

import reactor.core.publisher.Mono;

/** APPEND, but not into the quarantine folder. */
public final class FolderAppend extends AppendProcessor {
    private final FolderGuard guard;

    @Inject
    public FolderAppend(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics, FolderGuard guard) {
        super(mailboxes, responses, metrics);
        this.guard = guard;
    }

    @Override
    protected Mono<Void> processRequestReactive(AppendRequest request, ImapSession session, Responder responder) {
        if (guard.guards(request.getMailboxName(), session)) {
            session.stopDetectingCommandInjection();
            return Mono.fromRunnable(() -> no(request, responder, FolderGuard.REFUSED));
        }
        return super.processRequestReactive(request, session, responder);
    }
}
