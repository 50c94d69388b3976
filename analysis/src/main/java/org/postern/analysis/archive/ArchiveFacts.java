// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

/** Kinds of facts about archives, each a name that rules and stored facts know. */
final class ArchiveFacts {
    /** A member, or the list of members, is encrypted. */
    static final String ENCRYPTED = "archive.encrypted";
    /** The archive breaks its format's rules; members behind the fault may be unseen. */
    static final String CORRUPT = "archive.corrupt";
    /** Nothing here reads this format, this version of it, or this method of compression. */
    static final String UNREADABLE = "archive.unreadable";
    /** Its two lists of members differ, so that programs show different ones. */
    static final String AMBIGUOUS = "archive.ambiguous";

    private ArchiveFacts() {
    }
}
