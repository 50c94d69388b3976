// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

/**
 * One thing of a message that is looked up for a rule.
 *
 * @param shown the address, name or text that people know it by
 * @param query how it is looked up
 */
record Subject(String shown, DnsQuery query) {
}
