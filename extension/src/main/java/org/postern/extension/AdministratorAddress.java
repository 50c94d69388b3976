// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.postern.gateway.config.PosternConfiguration;

/**
 * Where notices for the administrator go: {@code admin.address}, or else the postmaster that James is told of. It is read from James's
 * configuration and not from its mailet context, which is not ready yet when mailets are made.
 */
@Singleton
class AdministratorAddress {
    private static final String POSTMASTER = "postmaster";

    private final String text;

    @Inject
    AdministratorAddress(PosternConfiguration configuration, ConfigurationProvider james) throws ConfigurationException {
        this.text = configuration.adminAddress().isPresent() ? configuration.adminAddress().get()
            : qualified(james.getConfiguration("mailetcontainer").getString("context.postmaster", POSTMASTER), configuration.node());
    }

    private static String qualified(String address, String host) {
        return address.contains("@") ? address : address + "@" + host;
    }

    String text() {
        return text;
    }
}
