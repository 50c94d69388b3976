// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

/** The layouts that reports to domain owners may have. */
public enum DmarcReportFormat {
    /** RFC 7489 appendix C, without a namespace, as nearly everybody writes and reads it. */
    RFC7489,
    /** Its successor's, with a namespace. */
    RFC9990
}
