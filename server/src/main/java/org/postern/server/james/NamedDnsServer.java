// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import java.net.InetSocketAddress;

import javax.inject.Inject;

import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.SimpleResolver;

/**
 * James's DNS service, asking the one server the operator named. James's own configuration knows no ports.
 */
final class NamedDnsServer extends DNSJavaService {
    static final String PROPERTY = "postern.dns";

    @Inject
    NamedDnsServer(MetricFactory metrics) {
        super(metrics);
    }

    @Override
    public void init() throws Exception {
        super.init();
        String server = System.getProperty(PROPERTY);
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|\\]$", "");
        resolver = new SimpleResolver(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))));
        Lookup.setDefaultResolver(resolver);
    }
}
