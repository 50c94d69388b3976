// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * A check that did not finish. It is never taken for a good answer.
 *
 * @param check  name of the check, such as {@code virus.clamav} or {@code spam.rule.SOME_RULE}
 * @param reason what happened, for people
 */
public record UnknownCheck(String check, String reason) {
}
