// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import java.nio.file.Path;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.GuiceJamesServer;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DKIMMailetModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.server.core.configuration.Configuration;

import com.google.inject.Module;
import com.google.inject.util.Modules;

/**
 * Puts the server together from James's own modules: SMTP, IMAP and WebAdmin over Cassandra and a durable queue. There is no JMAP,
 * POP3, LMTP or ManageSieve: a gateway does not need their ports.
 */
public final class JamesAssembly {
    private static final Module STORES = Modules.combine(
        new CassandraSessionModule(),
        new EventStoreModule(),
        new BlobModule(),
        new DomainModule(),
        new UserModule(),
        new RecipientRewriteModule(),
        new SieveModule(),
        new MailRepositoryModule(),
        new MailboxTablesModule(),
        new MailboxStoreModule(),
        new MailboxManagerModule(),
        new QuotaModule(),
        new QueueModule(),
        new RawPostDequeueDecoratorModule());

    private static final Module PROTOCOLS = Modules.combine(
        new ProtocolHandlerModule(),
        new SMTPServerModule(),
        new IMAPServerModule());

    private static final Module ADMINISTRATION = Modules.combine(
        new WebAdminServerModule(),
        new NoJwtModule(),
        new DataRoutesModules(),
        new MailboxRoutesModule(),
        new MailQueueRoutesModule(),
        new MailRepositoriesRoutesModule());

    private JamesAssembly() {
    }

    /**
     * A server that is not started yet.
     *
     * @param workingDirectory holds {@code conf/} and {@code extensions-jars/}; James writes its queue under {@code var/} there
     */
    public static GuiceJamesServer in(Path workingDirectory) {
        Configuration configuration = Configuration.builder()
            .workingDirectory(workingDirectory.toAbsolutePath().toString())
            .build();
        return GuiceJamesServer.forConfiguration(configuration)
            .combineWith(STORES, PROTOCOLS, ADMINISTRATION)
            .combineWith(new MailetProcessingModule(), new MailboxModule(), new TaskManagerModule(), new DKIMMailetModule())
            .combineWith(binder -> binder.bind(DefaultProcessorsConfigurationSupplier.class)
                .toInstance(BaseHierarchicalConfiguration::new))
            .overrideWith(new DnsModule());
    }
}
