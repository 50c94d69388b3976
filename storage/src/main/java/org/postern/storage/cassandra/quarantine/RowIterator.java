// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Rows of a result as something else, waited for when the first is asked for, so that several results can be fetched at a time.
 */
final class RowIterator<T> implements Iterator<T> {
    private final Function<Row, T> reader;
    private Optional<CompletionStage<AsyncResultSet>> coming;
    private Iterator<Row> rows = Collections.emptyIterator();

    RowIterator(CompletionStage<AsyncResultSet> started, Function<Row, T> reader) {
        this.coming = Optional.of(started);
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && coming.isPresent()) {
            AsyncResultSet page = Cql.await(coming.get());
            rows = page.currentPage().iterator();
            coming = page.hasMorePages() ? Optional.of(page.fetchNextPage()) : Optional.empty();
        }
        return rows.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return reader.apply(rows.next());
    }
}
