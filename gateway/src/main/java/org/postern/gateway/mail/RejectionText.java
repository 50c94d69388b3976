// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;

/** What the sender of a blocked message is told, in the session or in a bounce alike. */
public final class RejectionText {
    private static final String DEFAULT = "Rejected for policy reasons";

    private RejectionText() {
    }

    /** Reply code of the disposition's rule. */
    public static int code(Disposition disposition) {
        return Action.reply(disposition.outcome()).map(Action.Reject::code).orElse(Action.Reject.DEFAULT_CODE);
    }

    /** Enhanced status code, text and the message's id. */
    public static String text(Disposition disposition, String messageId) {
        return "5.7.1 " + Action.reply(disposition.outcome()).map(Action.Reject::text).orElse(DEFAULT) + " (" + messageId + ")";
    }

    /** The whole line. */
    public static String of(Disposition disposition, String messageId) {
        return code(disposition) + " " + text(disposition, messageId);
    }
}
