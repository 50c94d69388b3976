// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/**
 * A mailet context that shows an observer every mail a mailet of James hands back to the server. James's mailets tell only in this way
 * what became of a mail.
 */
final class ObservedMailetContext {

    private ObservedMailetContext() {
    }

    /** Sees the mail before it is sent. */
    @FunctionalInterface
    interface Observer {

        /**
         * @param state the processor it is sent to, where one is named
         * @return whether the mail is really to be sent
         */
        boolean sends(Mail mail, Optional<String> state);
    }

    static MailetContext of(MailetContext context, Observer observer) {
        return (MailetContext) Proxy.newProxyInstance(ObservedMailetContext.class.getClassLoader(), new Class<?>[] {MailetContext.class},
            (proxy, method, arguments) -> {
                if (method.getName().equals("sendMail") && arguments[0] instanceof Mail mail && !observer.sends(mail, state(arguments))) {
                    return null;
                }
                return call(context, method, arguments);
            });
    }

    private static Optional<String> state(Object[] arguments) {
        return arguments.length > 1 && arguments[1] instanceof String state ? Optional.of(state) : Optional.empty();
    }

    private static Object call(MailetContext context, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(context, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
