// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

/**
 * A setting that cannot be used. It exists so that a mistake in the configuration stops the start with a sentence that names the key,
 * the value and what is allowed, instead of being guessed around.
 */
public class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SettingException(String key, String value, String allowed) {
        super("postern.properties: " + key + " = '" + value + "' cannot be used; allowed: " + allowed);
    }

    SettingException(String message) {
        super(message);
    }
}
