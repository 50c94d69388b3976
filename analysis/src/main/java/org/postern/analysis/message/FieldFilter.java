// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

/** Decides about one header field of a message that streams through. */
interface FieldFilter {
    /** Whether fields of this name stay; the name is lower case. */
    boolean keeps(String name);

    /**
     * Whether this field stays, for a filter that must look into it.
     *
     * @param start the field, or as much of it as fits
     */
    default boolean keeps(String name, byte[] start) {
        return keeps(name);
    }

    /** A field that stays, with its line ends; what is returned takes its place. */
    byte[] rewrite(String name, byte[] field);
}
