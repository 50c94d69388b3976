// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.options;

/**
 * One line of a rule file that sets an option rather than a rule.
 *
 * @param keyword in lower case, such as {@code freemail_domains}
 * @param value   what follows it, stripped; one character for each byte of the file
 * @param file    name of the file
 * @param line    from 1
 */
public record RuleOption(String keyword, String value, String file, int line) {
}
