// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.util.function.Supplier;

/**
 * A message made to cost more to read than to send.
 *
 * @param name    for people
 * @param message makes the bytes, which are large
 */
record Bomb(String name, Supplier<byte[]> message) {
}
