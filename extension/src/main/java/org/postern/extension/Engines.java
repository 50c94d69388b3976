// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.clamd.ClamdScanner;
import org.postern.gateway.scan.command.CommandScanner;
import org.postern.gateway.scan.icap.IcapScanner;

/**
 * The virus engines that the configuration names, in the order in which they are shown.
 *
 * @param all   every engine
 * @param clamd the one of them whose signatures can be renewed from here
 */
record Engines(List<VirusScanner> all, Optional<ClamdScanner> clamd) {

    Engines {
        all = List.copyOf(all);
    }

    static Engines of(PosternConfiguration configuration, Closing closing) {
        List<VirusScanner> all = new ArrayList<>();
        Optional<ClamdScanner> clamd = Optional.of(configuration.clamd()).filter(each -> each.enabled())
            .map(each -> closing.atStop(new ClamdScanner(each)));
        clamd.ifPresent(all::add);
        for (int i = 0; i < configuration.icap().services().size(); i++) {
            String name = i == 0 ? "icap" : "icap-" + (i + 1);
            all.add(closing.atStop(new IcapScanner(name, configuration.icap().services().get(i), configuration.icap())));
        }
        if (!configuration.scanCommand().line().isEmpty()) {
            all.add(new CommandScanner(configuration.scanCommand()));
        }
        return new Engines(all, clamd);
    }
}
