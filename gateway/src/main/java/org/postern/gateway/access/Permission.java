// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

/**
 * One thing an account may be allowed to do; the unit in which routes are guarded.
 */
public enum Permission {
    READ_STATUS,
    READ_TRACKING,
    /** Lists and facts of quarantined messages, without their text. */
    READ_QUARANTINE,
    /** See what is in quarantine for one's own addresses; read it, and decide on the kinds that are left to recipients. */
    OWN_QUARANTINE,
    /** See, read and decide on what is in quarantine for the domains that an account looks after, except over viruses. */
    DOMAIN_QUARANTINE,
    /** The text of quarantined messages. */
    READ_CONTENT,
    /** Release and delete quarantined messages. */
    SETTLE_QUARANTINE,
    /** Release a message in which a virus was found. */
    RELEASE_VIRUS,
    /** Rules, their versions and hits. */
    READ_RULES,
    /** Change the rules and put versions into force. */
    MANAGE_RULES,
    MANAGE_ACCOUNTS,
    /** Tell the classifier what is ham and what is spam, and take that back. */
    TEACH,
    /** Have the virus engines' signatures renewed. */
    UPDATE_SIGNATURES,
    /** Profiles of directories, and who is in them. */
    READ_DIRECTORY,
    /** Change profiles of directories and have directories read. */
    MANAGE_DIRECTORY,
    /** Have the index of messages made anew, and what is known of a person erased. */
    MANAGE_TRACKING
}
