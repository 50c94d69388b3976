// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Organisational domains by what the domains themselves publish, from the name upwards (RFC 9989 section 4.10), at most eight names.
 */
final class TreeWalk implements Organisations {
    private static final int MOST = 8;

    private final PolicyLookup policies;

    TreeWalk(PolicyLookup policies) {
        this.policies = policies;
    }

    @Override
    public String of(String domain) throws DmarcUnavailableException {
        String highest = domain;
        for (String name : names(domain)) {
            Optional<DmarcRecord> policy = policies.at(name);
            if (policy.isPresent()) {
                if (policy.get().publicScope() == 'n') {
                    return name;
                }
                if (policy.get().publicScope() == 'y' && !name.equals(domain)) {
                    return oneLonger(domain, name);
                }
                highest = name;
            }
        }
        return highest;
    }

    private static String oneLonger(String domain, String above) {
        String rest = domain.substring(0, domain.length() - above.length() - 1);
        return rest.substring(rest.lastIndexOf('.') + 1) + "." + above;
    }

    /** The domain and what is above it; of a deep name the middle is left out. */
    static List<String> names(String domain) {
        List<String> all = new ArrayList<>();
        String name = domain;
        all.add(name);
        while (name.indexOf('.') > 0) {
            name = name.substring(name.indexOf('.') + 1);
            all.add(name);
        }
        if (all.size() > MOST) {
            List<String> some = new ArrayList<>(all.subList(0, 1));
            some.addAll(all.subList(all.size() - (MOST - 1), all.size()));
            return some;
        }
        return all;
    }
}
