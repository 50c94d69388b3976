// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.message.HeaderText;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.MacroContext;
import org.postern.analysis.rules.Macros;
import org.postern.analysis.rules.RuleInfo;

/**
 * Writes the notices that rules ask for. Everything a stranger wrote passes through the macros in one pass and is encoded where it
 * stands in a header, so that no subject can add a header field or another recipient.
 */
public final class NoticeComposer {
    private static final String CRLF = "\r\n";

    private final String admin;
    private final String host;
    private final String version;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * Makes a composer.
     *
     * @param admin address of the administrator: {@code __ADMIN__}, and the From of notices
     * @param host  full name of this host
     * @param version of this software: {@code __VERSION__}
     */
    public NoticeComposer(String admin, String host, String version, Clock clock, RandomGenerator random) {
        this.admin = admin;
        this.host = host;
        this.version = version;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The notices that the dispositions ask for: one for each notify action, whatever the number of recipients it is bound to. An
     * action without a usable address (the null sender, say) yields none.
     *
     * @param original the message the notices are about
     */
    public List<Notice> compose(Facts facts, List<Disposition> dispositions, MessageSource original) throws IOException {
        Map<Action.Notify, List<Disposition>> bound = new LinkedHashMap<>();
        for (Disposition disposition : dispositions) {
            disposition.actions().stream().filter(Action.Notify.class::isInstance).map(Action.Notify.class::cast).distinct()
                .forEach(notify -> bound.computeIfAbsent(notify, action -> new ArrayList<>()).add(disposition));
        }
        List<Notice> notices = new ArrayList<>();
        for (Map.Entry<Action.Notify, List<Disposition>> entry : bound.entrySet()) {
            MacroContext context = context(facts, entry.getKey(), entry.getValue(), dispositions);
            List<String> recipients = NoticeRecipients.of(Macros.substitute(entry.getKey().to(), context), facts);
            if (!recipients.isEmpty()) {
                notices.add(new Notice(recipients, message(entry.getKey(), context, recipients, original)));
            }
        }
        return notices;
    }

    /**
     * Who gets a blind copy of the message as it came: by actions that ask for it, and where no other version is delivered. Everybody
     * once.
     */
    public List<String> blindCopies(Facts facts, List<Disposition> dispositions) {
        Set<String> receivers = new LinkedHashSet<>();
        for (Disposition disposition : dispositions) {
            for (Action action : disposition.actions()) {
                if (action instanceof Action.Bcc bcc && (bcc.original() || !disposition.delivers())) {
                    receivers.addAll(NoticeRecipients.of(Macros.substitute(bcc.to(),
                        context(facts, action, List.of(disposition), dispositions)), facts));
                }
            }
        }
        return List.copyOf(receivers);
    }

    private MacroContext context(Facts facts, Action action, List<Disposition> dispositions, List<Disposition> all) {
        Set<String> rules = new LinkedHashSet<>();
        dispositions.forEach(disposition -> disposition.bound().stream().filter(bound -> bound.action().equals(action))
            .forEach(bound -> rules.add(bound.rule())));
        return new MacroContext(facts, dispositions.stream().map(Disposition::recipient).toList(), String.join(", ", rules), admin, host,
            RuleInfo.of(all), version);
    }

    private MessageSource message(Action.Notify notify, MacroContext context, List<String> recipients, MessageSource original)
            throws IOException {
        PlainText body = PlainText.of(Macros.substitute(notify.body(), context));
        String header = header(Macros.substitute(notify.subject(), context), recipients);
        if (!notify.attach()) {
            return MessageSource.of((header + body.fields() + CRLF + body.encoded()).getBytes(StandardCharsets.UTF_8));
        }
        String boundary = "=_" + token() + token();
        String head = header + "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"" + CRLF + CRLF
            + "--" + boundary + CRLF + body.fields() + CRLF + body.encoded()
            + CRLF + "--" + boundary + CRLF
            + "Content-Type: message/rfc822; name=\"original_message.eml\"" + CRLF
            + "Content-Disposition: attachment; filename=\"original_message.eml\"" + CRLF
            + "Content-Transfer-Encoding: " + OriginalEncoding.of(original) + CRLF + CRLF;
        String tail = CRLF + "--" + boundary + "--" + CRLF;
        return new WrappedMessage(head.getBytes(StandardCharsets.UTF_8), original, tail.getBytes(StandardCharsets.UTF_8));
    }

    private String header(String subject, List<String> recipients) {
        return HeaderText.field("From", "Postern <" + admin + ">") + CRLF
            + HeaderText.fold("To", to(recipients)) + CRLF
            + HeaderText.field("Subject", subject) + CRLF
            + "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + CRLF
            + "Message-ID: <" + token() + token() + "@" + asciiHost() + ">" + CRLF
            + "Auto-Submitted: auto-generated" + CRLF
            + "MIME-Version: 1.0" + CRLF;
    }

    /** An address outside ASCII would make the whole message need SMTPUTF8; the envelope carries it anyway. */
    private static String to(List<String> recipients) {
        boolean ascii = recipients.stream().allMatch(address -> StandardCharsets.US_ASCII.newEncoder().canEncode(address));
        return ascii ? String.join(", ", recipients) : "undisclosed-recipients:;";
    }

    private String asciiHost() {
        return host.matches("[A-Za-z0-9.-]+") ? host : "localhost";
    }

    private String token() {
        return Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }
}
