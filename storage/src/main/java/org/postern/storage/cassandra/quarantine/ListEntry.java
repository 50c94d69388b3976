// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ListPosition;

/**
 * One line of a list; the item itself must be looked up to know its status.
 *
 * @param position where it stands
 * @param kind     which quarantine
 * @param decided  whether the item is known to be released or deleted; {@code false} says nothing
 */
record ListEntry(ListPosition position, QuarantineKind kind, boolean decided) {
}
