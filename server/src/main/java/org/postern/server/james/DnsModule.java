// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import org.apache.james.dnsservice.dnsjava.DNSJavaService;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;

/**
 * Asks the name server of the launcher's option in place of the machine's, when there is one. Overrides James's own binding.
 */
public class DnsModule extends AbstractModule {

    @Override
    protected void configure() {
        if (!System.getProperty(NamedDnsServer.PROPERTY, "").isEmpty()) {
            bind(DNSJavaService.class).to(NamedDnsServer.class).in(Scopes.SINGLETON);
        }
    }
}
