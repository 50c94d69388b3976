// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.Collection;

import org.postern.analysis.facts.DirectoryFacts;

/** Says what directories know of a message's people, before the rules ask for it. Answers at once, from memory. */
@FunctionalInterface
public interface DirectoryLookup {

    /** What is known of these addresses. */
    DirectoryFacts facts(Collection<String> addresses);

    /** There is no directory. */
    static DirectoryLookup none() {
        return addresses -> DirectoryFacts.none();
    }
}
