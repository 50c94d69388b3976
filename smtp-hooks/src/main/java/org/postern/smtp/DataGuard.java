// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.postern.gateway.client.ClientConduct;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.Violation;
import org.postern.gateway.config.ClientConfiguration.Conduct;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/**
 * Looks at the line ends of a message before anything else does. A CR or LF that stands alone ends a line for some servers and not for
 * others, and whoever hides a second message behind such a difference speaks in the name of the first server. Such a message is refused
 * whole; where its end itself is in doubt, what follows cannot be trusted either, and the connection is closed.
 */
public class DataGuard implements DataLineFilter {
    private static final AttachmentKey<Boolean> SPOILT = AttachmentKey.of("postern.spoilt", Boolean.class);
    private static final AttachmentKey<Boolean> AFTER_BARE_END = AttachmentKey.of("postern.after-bare-end", Boolean.class);

    private final ClientGate gate;
    private final SmtpSessionFacts facts;
    private final Tracker tracker;

    @Inject
    public DataGuard(ClientGate gate, SmtpSessionFacts facts, Tracker tracker) {
        this.gate = gate;
        this.facts = facts;
        this.tracker = tracker;
    }

    @Override
    public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        ClientConduct conduct = facts.conduct(session);
        boolean whole = isWhole(line);
        boolean afterBareEnd = session.getAttachment(AFTER_BARE_END, State.Transaction).isPresent();
        boolean spoilt = session.getAttachment(SPOILT, State.Transaction).isPresent();
        if (!whole && conduct.add(Violation.LINE_END)) {
            gate.failed(facts.client(session).address(), Violation.LINE_END);
        }
        if (!whole && !spoilt && gate.configuration().lineEnds() == Conduct.REFUSE) {
            session.setAttachment(SPOILT, true, State.Transaction);
            spoilt = true;
        }
        boolean dot = isDot(line);
        if (dot && spoilt && (!whole || afterBareEnd)) {
            SMTPResponse response = refusal(session, "550", "5.5.2 The end of the message is in doubt: lines must end with <CR><LF>");
            response.setEndSession(true);
            return response;
        }
        if (dot && spoilt) {
            return refusal(session, "550", "5.5.2 A line of the message holds a <CR> or <LF> alone");
        }
        if (dot && conduct.tookLineTooLong()) {
            return refusal(session, "554", "5.6.0 A line of the message is too long; RFC 5322 allows 998 bytes");
        }
        if (!spoilt) {
            return next.onLine(session, line);
        }
        if (endsBare(line)) {
            session.setAttachment(AFTER_BARE_END, true, State.Transaction);
        } else {
            session.removeAttachment(AFTER_BARE_END, State.Transaction);
        }
        return null;
    }

    private SMTPResponse refusal(SMTPSession session, String code, String text) {
        String id = facts.messageId(session);
        SMTPResponse response = new SMTPResponse(code, text + " (" + id + ")");
        String sender = session.getAttachment(SMTPSession.SENDER, State.Transaction).map(MaybeSender::asString).orElse("");
        Map<String, String> details = Map.of("reply", code + " " + text, "client", facts.client(session).address(), "sender", sender);
        List<MailAddress> recipients = session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).orElse(List.of());
        recipients.forEach(to -> tracker.record(id, EventType.REFUSED, Optional.of(to.asString()), details));
        if (session instanceof ExtendedSMTPSession extended) {
            LifecycleUtil.dispose(extended.getMimeMessageWriter());
        }
        session.popLineHandler();
        session.resetState();
        return response;
    }

    /** A dot alone, whatever ends the line: what one server or another could take for the end. */
    private static boolean isDot(byte[] line) {
        if (line.length == 0 || line[0] != '.') {
            return false;
        }
        for (int i = 1; i < line.length; i++) {
            if (line[i] != '\r' && line[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private static boolean endsBare(byte[] line) {
        return line.length < 2 || line[line.length - 2] != '\r' || line[line.length - 1] != '\n';
    }

    /** A NUL spoils a command, but in a message it is content: the filter judges it. */
    private static boolean isWhole(byte[] line) {
        int end = line.length - 2;
        if (end < 0 || line[end] != '\r' || line[end + 1] != '\n') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (line[i] == '\r' || line[i] == '\n') {
                return false;
            }
        }
        return true;
    }
}
