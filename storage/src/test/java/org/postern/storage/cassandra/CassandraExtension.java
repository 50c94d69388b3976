// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one Cassandra node of this JVM, with Postern's tables in place and empty before each test.
 */
public final class CassandraExtension implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CassandraExtension.class);

    /** The node, started when it is first asked for and stopped at the end of the JVM's tests. */
    public static TestCassandra cassandra(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(TestCassandra.class, key -> TestCassandra.start(),
            TestCassandra.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        cassandra(context).truncate();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CassandraStores.class || type == TestCassandra.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestCassandra cassandra = cassandra(context);
        return parameter.getParameter().getType() == TestCassandra.class ? cassandra : cassandra.stores();
    }
}
