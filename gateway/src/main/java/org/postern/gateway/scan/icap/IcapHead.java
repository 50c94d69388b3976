// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

/**
 * Status line and header of an ICAP answer, or of an HTTP message within one.
 *
 * @param start  the first line
 * @param status its status code; 0 when it is a request line
 */
record IcapHead(String start, int status, IcapFields fields) {
}
