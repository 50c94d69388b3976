// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.List;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;

/**
 * What address lists say of one message, asked once; lists that cannot be asked are an unknown check and no reason to wait.
 *
 * @param hits    entries that speak of it
 * @param unknown why nothing is known of the lists, if so
 */
record ListFacts(List<ListHit> hits, List<UnknownCheck> unknown) {

    static ListFacts of(MessageLists lists, FilterRequest request, Authentication proofs) {
        try {
            return new ListFacts(lists.of(request.client(), request.envelope(), proofs), List.of());
        } catch (StorageUnavailableException e) {
            return new ListFacts(List.of(), List.of(new UnknownCheck("lists", String.valueOf(e.getMessage()))));
        }
    }
}
