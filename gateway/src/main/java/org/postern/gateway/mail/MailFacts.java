// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.mailet.Mail;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;
import org.postern.analysis.message.MessageSource;

/**
 * What is known of a mail, for matchers and mailets that look at one thing each: read once, though many of them ask. The texts of a
 * message do not travel with the mail; whoever needs them has them read again.
 */
public final class MailFacts {
    private static final int CAPACITY = 64;

    private final FactsJson json = new FactsJson();
    private final Texts texts;
    private final Map<String, Read> recent = new LinkedHashMap<>(CAPACITY * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Reads the texts of a message, and nothing else. */
    @FunctionalInterface
    public interface Texts {
        Contents read(MessageSource message) throws IOException;
    }

    private record Read(String text, Facts facts, boolean whole) {
    }

    public MailFacts(Texts texts) {
        this.texts = texts;
    }

    /** The facts, without the message's texts; empty when the mail was not analysed, or was made from one that was. */
    public Optional<Facts> find(Mail mail) {
        return read(mail).map(Read::facts);
    }

    /**
     * The same with the message's texts.
     *
     * @throws IOException when the message cannot be read
     */
    public Optional<Facts> findWhole(Mail mail) throws IOException {
        Optional<Read> read = read(mail);
        if (read.isEmpty() || read.get().whole()) {
            return read.map(Read::facts);
        }
        Facts whole = read.get().facts().with(texts.read(new MailContent(mail)));
        keep(new Read(read.get().text(), whole, true));
        return Optional.of(whole);
    }

    private Optional<Read> read(Mail mail) {
        Function<String, Optional<Read>> reading = text -> {
            Optional<Read> known = known(mail, text);
            if (known.isPresent()) {
                return known;
            }
            Read read = new Read(text, json.read(text), false);
            keep(read);
            return Optional.of(read);
        };
        return MailAttributes.FACTS.text(mail).flatMap(reading).filter(read -> isOwn(mail, read.facts()));
    }

    private synchronized Optional<Read> known(Mail mail, String text) {
        return MailAttributes.ID.text(mail).map(recent::get).filter(read -> read.text().equals(text));
    }

    private synchronized void keep(Read read) {
        recent.put(read.facts().messageId(), read);
    }

    private static boolean isOwn(Mail mail, Facts facts) {
        return MailAttributes.ID.text(mail).filter(facts.messageId()::equals).isPresent()
            && facts.envelope().sender().equals(Reception.sender(mail));
    }
}
