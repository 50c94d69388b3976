// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import java.util.Set;

import javax.inject.Singleton;

import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.ResilientClusterProvider;
import org.apache.james.backends.cassandra.init.SessionWithInitializedTablesFactory;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.backends.cassandra.init.configuration.ClusterConfiguration;
import org.apache.james.backends.cassandra.init.configuration.KeyspaceConfiguration;
import org.apache.james.backends.cassandra.utils.CassandraHealthCheck;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionDAO;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.utils.PropertiesProvider;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;

/**
 * Binds the one Cassandra session of this server, unannotated and with James's tables in place, exactly where James's own
 * Cassandra servers bind it: an extension finds the same key in both.
 */
public class CassandraSessionModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(CqlSession.class).toProvider(SessionWithInitializedTablesFactory.class);
        bind(CassandraSchemaVersionDAO.class).in(Scopes.SINGLETON);
        bind(CassandraSchemaVersionManager.class).in(Scopes.SINGLETON);
        bind(BatchSizes.class).toInstance(BatchSizes.defaultValues());

        Multibinder.newSetBinder(binder(), CassandraModule.class).addBinding().toInstance(CassandraSchemaVersionModule.MODULE);
        Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(CassandraHealthCheck.class);
    }

    @Provides
    @Singleton
    SessionWithInitializedTablesFactory session(ResilientClusterProvider cluster, CassandraModule tables) {
        return new SessionWithInitializedTablesFactory(cluster.get(), tables);
    }

    @Provides
    @Singleton
    CassandraModule tables(Set<CassandraModule> tables) {
        return CassandraModule.aggregateModules(tables);
    }

    @Provides
    @Singleton
    CassandraConfiguration limits(PropertiesProvider properties) throws Exception {
        return CassandraConfiguration.from(properties.getConfiguration("cassandra"));
    }

    @Provides
    @Singleton
    ClusterConfiguration cluster(PropertiesProvider properties) throws Exception {
        return ClusterConfiguration.from(properties.getConfiguration("cassandra"));
    }

    @Provides
    @Singleton
    KeyspaceConfiguration keyspace(PropertiesProvider properties) throws Exception {
        return KeyspaceProperties.read(properties.getConfiguration("cassandra"));
    }
}
