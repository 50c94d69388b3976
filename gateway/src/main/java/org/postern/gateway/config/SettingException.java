// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.List;

/**
 * Settings that cannot be used. It exists so that mistakes in the configuration stop the start with a sentence each that names the key,
 * the value and what is allowed, instead of being guessed around.
 */
public class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SettingException(String key, String value, String allowed) {
        super("postern.properties: " + key + " = '" + value + "' cannot be used; allowed: " + allowed);
    }

    /** Several mistakes, each in a line. */
    SettingException(List<String> sentences) {
        super("postern.properties: " + (sentences.size() == 1 ? sentences.get(0)
            : sentences.size() + " mistakes\n  " + String.join("\n  ", sentences)));
    }
}
