// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import javax.inject.Singleton;

import org.apache.james.adapter.mailbox.DelegationStoreAuthorizator;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.DelegationUsernameChangeTaskStep;
import org.apache.james.user.api.UsernameChangeTaskStep;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.cassandra.CassandraDelegationStore;
import org.apache.james.user.cassandra.CassandraRepositoryConfiguration;
import org.apache.james.user.cassandra.CassandraUsersDAO;
import org.apache.james.user.cassandra.CassandraUsersRepositoryModule;
import org.apache.james.user.lib.UsersDAO;
import org.apache.james.user.lib.UsersRepositoryImpl;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;

/**
 * Mailbox accounts and who may act for whom, in Cassandra.
 */
public class UserModule extends AbstractModule {
    private static final TypeLiteral<UsersRepositoryImpl<CassandraUsersDAO>> REPOSITORY = new TypeLiteral<>() { };

    @Override
    protected void configure() {
        bind(CassandraUsersDAO.class).in(Scopes.SINGLETON);
        bind(UsersDAO.class).to(CassandraUsersDAO.class);
        bind(REPOSITORY).in(Scopes.SINGLETON);
        bind(UsersRepository.class).to(REPOSITORY);

        bind(DelegationStore.class).to(CassandraDelegationStore.class).in(Scopes.SINGLETON);
        bind(Authorizator.class).to(DelegationStoreAuthorizator.class).in(Scopes.SINGLETON);

        Multibinder.newSetBinder(binder(), CassandraModule.class).addBinding().toInstance(CassandraUsersRepositoryModule.MODULE);
        Multibinder.newSetBinder(binder(), UsernameChangeTaskStep.class).addBinding().to(DelegationUsernameChangeTaskStep.class);
    }

    @Provides
    @Singleton
    CassandraRepositoryConfiguration hashing(ConfigurationProvider configuration) throws Exception {
        return CassandraRepositoryConfiguration.from(configuration.getConfiguration("usersrepository"));
    }

    @ProvidesIntoSet
    InitializationOperation configureUsers(ConfigurationProvider configuration, UsersRepositoryImpl<CassandraUsersDAO> users) {
        return InitilizationOperationBuilder.forClass(UsersRepositoryImpl.class)
            .init(() -> users.configure(configuration.getConfiguration("usersrepository")));
    }
}
