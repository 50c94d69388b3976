// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.usermail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.config.LinkConfiguration;
import org.postern.gateway.link.AccessLink;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;

/** Sends somebody who asked for it a link into his quarantine, if there is anything in it. */
public final class LinkMail {
    private final QuarantineStore store;
    private final AccessLinks links;
    private final MessageOutlet outlet;
    private final LinkConfiguration configuration;
    private final UserMail mail;
    private final Predicate<String> selfService;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Such mail.
     *
     * @param from        author of the mail
     * @param host        name of this server
     * @param selfService whether a link may open the quarantine of an address
     */
    public LinkMail(QuarantineStore store, AccessLinks links, MessageOutlet outlet, LinkConfiguration configuration, String from,
                    String host, Predicate<String> selfService, Clock clock) {
        this.store = store;
        this.links = links;
        this.outlet = outlet;
        this.configuration = configuration;
        this.mail = new UserMail(from, host);
        this.selfService = selfService;
        this.clock = clock;
    }

    /** Sends a link if there is mail for this address in quarantine. */
    public void send(String recipient) {
        Instant now = clock.instant();
        boolean waits = selfService.test(recipient) && !store.list(new QuarantineQuery(Instant.EPOCH, now.plusSeconds(1),
            Optional.of(recipient), Optional.empty(), Optional.empty(), 1)).items().isEmpty();
        if (!waits) {
            return;
        }
        MailTexts texts = MailTexts.in(configuration.language());
        String url = configuration.url() + "/postern/ui/#/link/" + links.create(recipient, AccessLink.Purpose.REQUESTED);
        String hours = String.valueOf(Math.max(1, configuration.lifetime().toHours()));
        String text = texts.of("link.text", recipient) + "\r\n\r\n" + url + "\r\n\r\n" + texts.of("link.ends", hours) + "\r\n";
        String html = "<!DOCTYPE html><html lang=\"" + texts.language() + "\"><body style=\"font-family:sans-serif\"><p>"
            + UserMail.escaped(texts.of("link.text", recipient)) + "</p><p><a href=\"" + UserMail.escaped(url) + "\">"
            + UserMail.escaped(texts.of("link.open")) + "</a></p><p>"
            + UserMail.escaped(texts.of("link.ends", hours)) + "</p></body></html>";
        try {
            outlet.deliver(MessageId.next(now, random), "", recipient,
                mail.compose(recipient, texts.of("link.subject"), texts.language(), text, html, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
