// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import java.util.List;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.UnknownCheck;

/** Finds which recipients have an opinion of their own on who sent a message. */
@FunctionalInterface
public interface SenderLists {

    /** The entries that speak of its senders, for each recipient; never throws. */
    Answer of(Envelope envelope, List<HeaderField> headers, Authentication authentication);

    /** No lists. */
    static SenderLists none() {
        return (envelope, headers, authentication) -> new Answer(List.of(), List.of());
    }

    /** Entries, and why nothing is known of some recipients' lists. */
    record Answer(List<ListHit> hits, List<UnknownCheck> unknown) {
        public Answer {
            hits = List.copyOf(hits);
            unknown = List.copyOf(unknown);
        }
    }
}
