// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

/** Decides about one header field of a message that streams through. */
interface FieldFilter {
    /** Whether fields of this name stay; the name is lower case. */
    boolean keeps(String name);

    /** A field that stays, with its line ends; what is returned takes its place. */
    byte[] rewrite(String name, byte[] field);
}
