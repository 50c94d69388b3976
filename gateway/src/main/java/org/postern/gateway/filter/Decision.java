// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.List;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.request.FilterRequest;

/**
 * Decides on facts, by the rule set in force at that moment.
 */
@FunctionalInterface
public interface Decision {

    Verdict decide(Facts facts);

    /**
     * What address lists say of a message, to stand among its facts before it is decided on.
     *
     * @throws org.postern.gateway.StorageUnavailableException when the lists cannot be asked
     */
    default List<ListHit> lists(FilterRequest request) {
        return List.of();
    }
}
