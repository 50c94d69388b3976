// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;

import org.postern.gateway.tracking.index.MessageIndexer;
import org.postern.gateway.tracking.search.MessageIndex;

/**
 * Tells when the index of messages does not answer, or lags behind. Mail and its tracking do not depend on it, only the search for words.
 */
public final class IndexCheck implements ComponentCheck {
    /** Some ten seconds of a busy node. */
    private static final int MANY = 5000;

    private final MessageIndex index;
    private final MessageIndexer indexer;

    public IndexCheck(MessageIndex index, MessageIndexer indexer) {
        this.index = index;
        this.indexer = indexer;
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public Optional<String> problem() {
        Optional<String> problem = index.problem().or(() -> indexer.failingSince().map(since -> "cannot be written since " + since));
        boolean behind = indexer.waiting() > MANY || indexer.waitingMinutes() > 0;
        String lag = indexer.waiting() + " messages and all of " + indexer.waitingMinutes() + " minutes wait to be indexed";
        return problem.map(text -> behind ? text + "; " + lag : text).or(() -> behind ? Optional.of(lag) : Optional.empty());
    }
}
