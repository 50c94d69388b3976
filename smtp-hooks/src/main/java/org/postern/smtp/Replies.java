// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** The answers our hooks give to SMTP clients. */
final class Replies {

    private Replies() {
    }

    /** A refusal for good. */
    static HookResult refuse(int code, String text) {
        return reply(HookReturnCode.deny(), code, text);
    }

    /** A refusal for now. */
    static HookResult later(String text) {
        return later(451, text);
    }

    /** A refusal for now with another code of the 4xx. */
    static HookResult later(int code, String text) {
        return reply(HookReturnCode.denySoft(), code, text);
    }

    /** The line as the client sees it, for timelines. */
    static String line(HookResult result) {
        return result.getSmtpRetCode() + " " + result.getSmtpDescription();
    }

    private static HookResult reply(HookReturnCode action, int code, String text) {
        return HookResult.builder().hookReturnCode(action).smtpReturnCode(String.valueOf(code)).smtpDescription(text).build();
    }
}
