// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.function.LongConsumer;

import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.regex.RegexIndex;

/**
 * An expression with anything in place of its templates. It is made once, and tells nearly always that a text cannot match whatever was
 * captured, so that the expression need not be made anew for the message.
 */
final class TemplateOutline {
    private final PerlRegex regex;
    private final RegexIndex index;

    TemplateOutline(PerlRegex regex) {
        this.regex = regex;
        this.index = new RegexIndex(List.of(regex));
    }

    /** Those of the texts that may match. */
    List<byte[]> worthALook(List<byte[]> texts, LongConsumer budget) {
        return texts.stream().filter(text -> !index.candidates(text).isEmpty() && mayMatch(text, budget)).toList();
    }

    private boolean mayMatch(byte[] text, LongConsumer budget) {
        return !regex.growsWithAnything() || regex.matcher(text, budget).find();
    }
}
