// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.List;
import java.util.Locale;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;

/**
 * SPF, DKIM or DMARC ended with this result. Of several signatures any is enough; a check that was not made is {@code unknown} and never
 * {@code none}.
 *
 * @param method which check
 * @param result how it ended
 */
public record AuthenticationCheck(Method method, AuthenticationResult result) implements WhatCondition {

    /** What says who sent a message. */
    public enum Method {
        SPF,
        DKIM,
        DMARC;

        /** As rule sets write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public PartMarks marks(MessageSubject subject, String recipient) {
        return PartMarks.whole(results(subject.facts().authentication()).contains(result));
    }

    /** How the check ended, for each signature with DKIM. */
    public List<AuthenticationResult> results(Authentication found) {
        return switch (method) {
            case SPF -> List.of(found.spf().result());
            case DMARC -> List.of(found.dmarc().result());
            case DKIM -> found.dkim().isEmpty() ? List.of(isUnchecked(found) ? AuthenticationResult.UNKNOWN : AuthenticationResult.NONE)
                : found.dkim().stream().map(each -> each.result()).toList();
        };
    }

    /** Without signatures the facts do not tell whether anybody looked for them, but what the other checks say does. */
    private static boolean isUnchecked(Authentication found) {
        return found.spf().result() == AuthenticationResult.UNKNOWN && found.dmarc().result() == AuthenticationResult.UNKNOWN;
    }

    /** The result as rule sets write it. */
    public String word() {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
