// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;

/**
 * The configuration that one of our mailets gives to the James mailet it stands in front of.
 *
 * @param name       mailet name
 * @param context    context it sees
 * @param parameters its parameters
 */
record DerivedMailetConfig(String name, MailetContext context, Map<String, String> parameters) implements MailetConfig {

    /** All parameters of {@code original}, with these put over them. */
    static DerivedMailetConfig of(MailetConfig original, MailetContext context, Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        original.getInitParameterNames().forEachRemaining(name -> parameters.put(name, original.getInitParameter(name)));
        parameters.putAll(changes);
        return new DerivedMailetConfig(original.getMailetName(), context, parameters);
    }

    @Override
    public String getInitParameter(String parameter) {
        return parameters.get(parameter);
    }

    @Override
    public Iterator<String> getInitParameterNames() {
        return parameters.keySet().iterator();
    }

    @Override
    public MailetContext getMailetContext() {
        return context;
    }

    @Override
    public String getMailetName() {
        return name;
    }
}
