// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.List;
import java.util.Map;

/**
 * An expression taken apart.
 *
 * @param groups number of capturing groups
 * @param names  numbers of the groups of each name; Perl lets several groups share one
 */
record RegexTree(RegexNode root, int groups, Map<String, List<Integer>> names) {
}
