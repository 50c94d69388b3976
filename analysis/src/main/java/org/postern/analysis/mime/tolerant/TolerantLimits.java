// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

/**
 * How far the tolerant reader goes.
 *
 * @param parts        entities of one reading
 * @param depth        nesting of entities
 * @param headerFields fields of one header
 * @param headerBytes  bytes of one header
 * @param readings     contents that only other readings show
 * @param contentBytes bytes of one content that are kept
 */
public record TolerantLimits(int parts, int depth, int headerFields, int headerBytes, int readings, int contentBytes) {
}
