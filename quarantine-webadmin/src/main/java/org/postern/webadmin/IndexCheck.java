// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;
import java.util.function.Supplier;

import org.postern.gateway.index.WriteBehind;

/**
 * Tells when an index does not answer, or lags behind. Mail, its tracking and its quarantine do not depend on it, only the search for
 * words.
 */
public final class IndexCheck implements ComponentCheck {
    /** Some ten seconds of a busy node. */
    private static final int MANY = 5000;

    private final String name;
    private final Supplier<Optional<String>> answer;
    private final WriteBehind writing;

    /**
     * A check.
     *
     * @param answer tells what is wrong with the index itself
     */
    public IndexCheck(String name, Supplier<Optional<String>> answer, WriteBehind writing) {
        this.name = name;
        this.answer = answer;
        this.writing = writing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> problem() {
        Optional<String> problem = answer.get().or(() -> writing.failingSince().map(since -> "cannot be written since " + since));
        boolean behind = writing.waiting() > MANY || writing.waitingMinutes() > 0;
        String lag = writing.waiting() + " messages and all of " + writing.waitingMinutes() + " minutes wait to be indexed";
        return problem.map(text -> behind ? text + "; " + lag : text).or(() -> behind ? Optional.of(lag) : Optional.empty());
    }
}
