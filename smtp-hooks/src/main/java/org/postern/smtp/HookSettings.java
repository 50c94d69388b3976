// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Locale;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.postern.analysis.facts.Direction;

/** Reads what a hook is told in {@code smtpserver.xml}. */
final class HookSettings {

    private HookSettings() {
    }

    /** The direction of mail that comes to this port. It has no default: guessing wrong would make an open relay. */
    static Direction direction(Configuration configuration, Class<?> hook) throws ConfigurationException {
        String text = configuration.getString("direction", "");
        try {
            return Direction.valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(hook.getName() + " needs <direction>incoming</direction> (a port open to the world) or"
                + " <direction>outgoing</direction> (a port for trusted networks), not '" + text + "'", e);
        }
    }
}
