// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import javax.inject.Singleton;
import javax.jms.ConnectionFactory;

import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQHealthCheck;
import org.apache.james.queue.activemq.ActiveMQMailQueueFactory;
import org.apache.james.queue.activemq.metric.ActiveMQMetricCollectorNoop;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.ManageableMailQueue;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;

/**
 * The durable mail queue: what SMTP answered 250 to is on disk. James's three queue keys all lead to the one factory.
 */
public class QueueModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(ActiveMQHealthCheck.class);
    }

    @Provides
    @Singleton
    ConnectionFactory connections(EmbeddedBroker broker) {
        return broker.connections();
    }

    @Provides
    @Singleton
    ActiveMQMailQueueFactory factory(ConnectionFactory connections, MailQueueItemDecoratorFactory decorators, MetricFactory metrics,
                                     GaugeRegistry gauges) {
        ActiveMQMailQueueFactory factory = new ActiveMQMailQueueFactory(connections, decorators, metrics, gauges,
            new ActiveMQMetricCollectorNoop());
        factory.setUseJMX(false);
        factory.init();
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends ManageableMailQueue> manageable(ActiveMQMailQueueFactory factory) {
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<?> any(ActiveMQMailQueueFactory factory) {
        return factory;
    }

    @Provides
    @Singleton
    MailQueueFactory<? extends MailQueue> queue(ActiveMQMailQueueFactory factory) {
        return factory;
    }
}
