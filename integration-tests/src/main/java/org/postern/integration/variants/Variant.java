// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.variants;

/**
 * A message that programs may read differently, with something in it to be found.
 *
 * @param number    its place in the sequence of its seed
 * @param mechanism what was done to it, for people
 * @param wanted    the text to be found in some decoded content, ASCII
 * @param virus     whether that is the test virus; else it is a text that spam rules have to see
 * @param message   the bytes
 */
public record Variant(int number, String mechanism, String wanted, boolean virus, byte[] message) {
}
