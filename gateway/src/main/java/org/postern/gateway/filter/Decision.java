// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Verdict;

/**
 * Decides on facts, by the rule set in force at that moment.
 */
@FunctionalInterface
public interface Decision {

    Verdict decide(Facts facts);
}
