// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.jms.ConnectionFactory;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.james.filesystem.api.FileSystem;

/**
 * ActiveMQ inside this JVM, reachable by no network port: James's own embedded broker opens one, which an attacker on the machine
 * could speak to. Messages are on disk before a send returns.
 */
@Singleton
public final class EmbeddedBroker {
    private static final String STORE = "file://var/store/activemq";

    private final BrokerService service;
    private final ConnectionFactory connections;

    @Inject
    EmbeddedBroker(FileSystem files) throws Exception {
        this.service = startService(files);
        this.connections = connectTo(files);
    }

    private static BrokerService startService(FileSystem files) throws Exception {
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(files.getFile(STORE + "/kahadb"));

        BrokerService service = new BrokerService();
        service.setBrokerName("postern");
        service.setUseJmx(false);
        service.setUseShutdownHook(false);
        service.setAdvisorySupport(false);
        service.setDataDirectoryFile(files.getFile(STORE));
        service.setPersistenceAdapter(store);
        service.start();
        return service;
    }

    private static ConnectionFactory connectTo(FileSystem files) {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://postern?create=false");
        connections.setBlobTransferPolicy(new DurableBlobPolicy(files, STORE + "/blob-transfer"));
        // A prefetched mail is invisible to the queue's other consumers and to the administrator's view of the queue.
        connections.getPrefetchPolicy().setAll(0);
        // By default the broker puts a mail that failed seven times aside, where James never looks for it.
        RedeliveryPolicy redelivery = connections.getRedeliveryPolicy();
        redelivery.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        redelivery.setInitialRedeliveryDelay(1000);
        return connections;
    }

    BrokerService service() {
        return service;
    }

    ConnectionFactory connections() {
        return connections;
    }

    /** Closes the store cleanly, so that the next start needs no recovery. */
    @PreDestroy
    public void stop() throws Exception {
        service.stop();
    }
}
