// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.util.List;

import org.postern.analysis.message.MessageSource;

/**
 * A message of the gateway's own about a message it filtered. Its envelope sender is always the null sender, so that nothing ever
 * bounces back to it.
 *
 * @param recipients whom it goes to, at least one
 * @param message    the whole message
 */
public record Notice(List<String> recipients, MessageSource message) {
    /** RFC 3834 section 3.3: automatic messages have the null sender. */
    public static final String ENVELOPE_SENDER = "";

    public Notice {
        recipients = List.copyOf(recipients);
    }
}
