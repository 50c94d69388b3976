// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Duration;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of mail that could not be processed: it is kept in a mail repository for the administrator. Unlike James's own mailet for
 * repositories it never drops the mail when the repository cannot be written: the mail waits on the spool and is tried again.
 *
 * <p>Parameters: {@code repositoryPath}; {@code retryDelay} in seconds, 60 by default.</p>
 */
public class KeepInRepository extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeepInRepository.class);
    private static final String DEFAULT_DELAY = "60";

    private final MailRepositoryStore repositories;
    private final Spool spool;
    private MailRepositoryUrl url;
    private Duration delay;

    @Inject
    public KeepInRepository(MailRepositoryStore repositories, Spool spool) {
        this.repositories = repositories;
        this.spool = spool;
    }

    @Override
    public void init() throws MessagingException {
        String path = getInitParameter("repositoryPath");
        if (path == null) {
            throw new MessagingException("KeepInRepository needs <repositoryPath>");
        }
        try {
            url = MailRepositoryUrl.from(path);
            delay = Duration.ofSeconds(Long.parseLong(getInitParameter("retryDelay", DEFAULT_DELAY)));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("KeepInRepository: bad <repositoryPath> or <retryDelay>: " + e.getMessage(), e);
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        String processor = mail.getState();
        try {
            repositories.select(url).store(mail);
            LOGGER.info("Mail {} from {} to {} is kept in {}: {}", mail.getName(), mail.getMaybeSender().asString(),
                mail.getRecipients(), url.asString(), mail.getErrorMessage());
        } catch (MessagingException | MailRepositoryStore.MailRepositoryStoreException | RuntimeException e) {
            LOGGER.error("Mail {} cannot be kept in {}; it waits for {}", mail.getName(), url.asString(), delay, e);
            spool.later(mail, processor, delay);
        }
        mail.setState(Mail.GHOST);
    }

    @Override
    public String getMailetInfo() {
        return "Postern: keeps mail in a repository, or waits";
    }
}
