// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes the sender of a greylist triplet. Mailing lists vary their envelope sender from message to message (VERP); without this each
 * of their messages would wait again.
 */
final class SenderNormalisation {
    private static final Pattern STAND_ALONE_DIGITS = Pattern.compile("(?<![\\p{L}\\p{Nd}])\\p{Nd}+(?![\\p{L}\\p{Nd}])");

    private SenderNormalisation() {
    }

    /** Lower case, the local part without what follows its first plus sign and with {@code #} for each stand-alone run of digits. */
    static String normalise(String sender) {
        String lower = sender.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        String local = at < 0 ? lower : lower.substring(0, at);
        int plus = local.indexOf('+');
        String plain = plus < 0 ? local : local.substring(0, plus);
        return STAND_ALONE_DIGITS.matcher(plain).replaceAll("#") + (at < 0 ? "" : lower.substring(at));
    }
}
