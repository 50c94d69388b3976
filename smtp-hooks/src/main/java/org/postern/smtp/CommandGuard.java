// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.gateway.client.ClientConduct;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.Violation;
import org.postern.gateway.config.ClientConfiguration;
import org.postern.gateway.config.ClientConfiguration.Conduct;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/**
 * Takes commands in the place of James's own dispatcher, to see each line as it came: lines that end otherwise than with CRLF, bytes that
 * have no place in a command and other protocols end the connection, and so do too many errors. All else goes to James as ever; where
 * James's own handlers fail, the client is told with a status and an id that the tracking centre finds.
 * List it before James's own handlers: the first dispatcher is the one that counts.
 */
public class CommandGuard extends CommandDispatcher<SMTPSession> {
    private static final Set<String> FOREIGN = Set.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH",
        "PRI", "HTTP/1.0", "HTTP/1.1", "HOST:", "USER-AGENT:", "ACCEPT:", "CONTENT-LENGTH:", "CONTENT-TYPE:", "FROM:", "TO:", "SUBJECT:",
        "RECEIVED:", "SSH-2.0-GO", "CAPABILITY", "USER", "PASS", "INVITE", "REGISTER");
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TOO_LONG_FOR_TIMELINE = 80;

    private final ClientGate gate;
    private final SmtpSessionFacts facts;
    private final Tracker tracker;

    @Inject
    public CommandGuard(ClientGate gate, SmtpSessionFacts facts, Tracker tracker) {
        this.gate = gate;
        this.facts = facts;
        this.tracker = tracker;
    }

    @Override
    public Response onLine(SMTPSession session, byte[] line) {
        ClientConfiguration configuration = gate.configuration();
        ClientConduct conduct = facts.conduct(session);
        String verb = verb(line);
        if (!isWholeLine(line) && violated(session, conduct, Violation.LINE_END, configuration.lineEnds())) {
            return end(session, 521, "5.5.2 Lines of a command must end with <CR><LF> and hold neither of them within", verb);
        }
        boolean foreign = FOREIGN.contains(verb) || line.length > 0 && line[0] == TLS_HANDSHAKE;
        if (foreign && violated(session, conduct, Violation.FOREIGN_COMMAND, configuration.foreignCommands())) {
            return end(session, 521, "5.5.1 This is an SMTP server", verb);
        }
        if (verb.equals("DATA") && conduct.has(Violation.PIPELINING) && configuration.pipelining() == Conduct.REFUSE) {
            return refuseData(session);
        }
        Response response = OfferedExtensions.objection(session, verb, line).orElseGet(() -> dispatched(session, verb, line));
        if (response == null) {
            return null;
        }
        OfferedExtensions.note(session, verb, response);
        return judged(session, conduct, verb, response);
    }

    private Response dispatched(SMTPSession session, String verb, byte[] line) {
        Response response = super.onLine(session, line);
        if (response != session.newFatalErrorResponse()) {
            return response;
        }
        // James has logged what one of its handlers threw, and says 451 without a status or an id, so that no timeline would know. A
        // database that hangs is the usual cause: James asks it for our domains after all of our checks have passed.
        String id = facts.messageId(session);
        SMTPResponse told = new SMTPResponse("451", "4.3.0 This cannot be processed now, try again later (" + id + ")");
        record(session, id, told.getLines().get(0).toString(), verb, recipient(verb, line));
        return told;
    }

    /** Who RCPT was about. */
    private static List<String> recipient(String verb, byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        int begin = text.indexOf('<');
        int end = text.indexOf('>', begin + 1);
        return verb.equals("RCPT") && begin >= 0 && end > begin + 1 ? List.of(text.substring(begin + 1, end)) : List.of();
    }

    private Response judged(SMTPSession session, ClientConduct conduct, String verb, Response response) {
        String address = facts.client(session).address();
        ClientConfiguration configuration = gate.configuration();
        if (verb.equals("MAIL") && response.getRetCode().startsWith("2") && conduct.isTested() && conduct.violations().isEmpty()) {
            gate.passed(address);
        }
        if (!response.getRetCode().startsWith("5")) {
            return response;
        }
        int errors = conduct.error();
        boolean rate = gate.count(address, ClientGate.Kind.ERRORS);
        conduct.slowDown(gate.slowness(address));
        boolean many = configuration.errorsPerConnection() > 0 && errors >= configuration.errorsPerConnection();
        return !gate.isExempt(address) && (many || rate)
            ? end(session, 421, "4.7.0 Too many errors, closing the connection", verb) : response;
    }

    private boolean violated(SMTPSession session, ClientConduct conduct, Violation violation, Conduct consequence) {
        if (conduct.add(violation)) {
            gate.failed(facts.client(session).address(), violation);
        }
        return consequence == Conduct.REFUSE;
    }

    private Response refuseData(SMTPSession session) {
        String id = facts.messageId(session);
        SMTPResponse response = new SMTPResponse("503", "5.5.0 Commands were sent without waiting for answers (" + id + ")");
        record(session, id, "503 5.5.0 pipelining", "DATA");
        session.resetState();
        return response;
    }

    private Response end(SMTPSession session, int code, String text, String verb) {
        String id = facts.messageId(session);
        SMTPResponse response = new SMTPResponse(String.valueOf(code), text + " (" + id + ")");
        response.setEndSession(true);
        record(session, id, code + " " + text, verb);
        return response;
    }

    private void record(SMTPSession session, String id, String reply, String verb) {
        List<MailAddress> recipients = session.getAttachment(SMTPSession.RCPT_LIST, State.Transaction).orElse(List.of());
        record(session, id, reply, verb, recipients.stream().map(MailAddress::asString).toList());
    }

    private void record(SMTPSession session, String id, String reply, String verb, List<String> recipients) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("reply", reply);
        details.put("client", facts.client(session).address());
        details.put("command", verb);
        session.getAttachment(SMTPSession.SENDER, State.Transaction).map(MaybeSender::asString).ifPresent(it -> details.put("sender", it));
        if (recipients.isEmpty()) {
            tracker.record(id, EventType.REFUSED, details);
        } else {
            recipients.forEach(recipient -> tracker.record(id, EventType.REFUSED, Optional.of(recipient), details));
        }
    }

    /** CRLF at the end, and neither CR, LF nor NUL before it. */
    static boolean isWholeLine(byte[] line) {
        int end = line.length - 2;
        if (end < 0 || line[end] != '\r' || line[end + 1] != '\n') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (line[i] == '\r' || line[i] == '\n' || line[i] == 0) {
                return false;
            }
        }
        return true;
    }

    private static String verb(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, TOO_LONG_FOR_TIMELINE), StandardCharsets.US_ASCII).strip();
        int space = text.indexOf(' ');
        return (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT).replaceAll("[^!-~]", "?");
    }
}
