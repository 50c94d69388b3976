// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

/**
 * Which quarantine an item belongs to; lifetimes and who may release depend on it.
 */
public enum QuarantineKind {
    SPAM,
    VIRUS,
    ATTACHMENT,
    /** Could not be parsed, or a bound was exceeded. */
    UNPARSEABLE,
    /** Virus scanning did not finish within the configured time. */
    UNSCANNED,
    /** A rule wants somebody to look at it first. */
    HELD
}
