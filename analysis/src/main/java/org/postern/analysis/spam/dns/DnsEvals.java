// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.List;

import org.postern.analysis.spam.eval.EvalPlugin;

/** The eval tests that the DNS settles, by the names that stock rules use. */
public final class DnsEvals {
    private DnsEvals() {
    }

    /** Each group under the name that rule files ask for. */
    public static List<EvalPlugin> plugins() {
        return List.of(RelayLists.plugin(), UriLists.plugin(), AskedNames.plugin(), HashLists.plugin());
    }
}
