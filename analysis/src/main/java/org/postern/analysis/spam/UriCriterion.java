// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.text.UriDetail;

/** One demand on a URI: that some of its texts of one kind match an expression, or do not. */
record UriCriterion(Key key, PerlRegex regex, boolean negated) {

    /** What of a URI is looked at. */
    enum Key {
        RAW(uri -> List.of(uri.raw())),
        TYPE(UriDetail::types),
        CLEANED(UriDetail::cleaned),
        TEXT(UriDetail::texts),
        DOMAIN(UriDetail::domains),
        HOST(UriDetail::hosts);

        private final Function<UriDetail, Collection<String>> texts;

        Key(Function<UriDetail, Collection<String>> texts) {
            this.texts = texts;
        }
    }

    static Key key(String name) {
        return Key.valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean holds(UriDetail uri, StepCounter steps) {
        return key.texts.apply(uri).stream().anyMatch(text -> regex.pattern().matcher(steps.watch(text)).find() != negated);
    }
}
