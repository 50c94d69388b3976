// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.util.Iterator;
import java.util.function.Function;

import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Rows of a result as something else; failures while further pages are fetched are translated like those of the first.
 */
record RowIterator<T>(Iterator<Row> rows, Function<Row, T> reader) implements Iterator<T> {

    @Override
    public boolean hasNext() {
        return Cql.guard(rows::hasNext);
    }

    @Override
    public T next() {
        return reader.apply(Cql.guard(rows::next));
    }
}
