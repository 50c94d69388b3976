// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.time.Duration;

import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.request.FilterRequest;

/** Weighs a message for spam: Postern's own engine, or a program beside it. */
public interface SpamCheck {

    /** For people and settings, such as {@code spamd}. */
    String name();

    /**
     * Weighs a message. Never throws for what the message holds, nor for a program that does not answer: what could not be found out is
     * told as unknown.
     *
     * @param view  the message as it was read already
     * @param limit most time it may take
     */
    SpamOutcome check(FilterRequest request, MessageView view, Duration limit);
}
