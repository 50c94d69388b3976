// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import javax.inject.Inject;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.transport.mailets.DSNBounce;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/**
 * James's delivery status notification with fields that other servers can read: James puts the whole answer of a server into the field
 * Status, where RFC 3464 wants a status code and nothing else. Takes the same parameters as {@code DSNBounce}.
 */
public class DeliveryReport extends DSNBounce {

    @Inject
    public DeliveryReport(DNSService dns) {
        super(dns);
    }

    /** The way out, on which the report is mended. */
    @Override
    public MailetContext getMailetContext() {
        MailetContext out = super.getMailetContext();
        return (MailetContext) Proxy.newProxyInstance(MailetContext.class.getClassLoader(), new Class<?>[] {MailetContext.class},
            (proxy, method, arguments) -> {
                if (method.getName().equals("sendMail") && arguments.length == 1 && arguments[0] instanceof Mail report) {
                    ReportStatus.mend(report.getMessage());
                }
                try {
                    return method.invoke(out, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    }

    @Override
    public String getMailetInfo() {
        return "Tells a sender what became of a message";
    }
}
