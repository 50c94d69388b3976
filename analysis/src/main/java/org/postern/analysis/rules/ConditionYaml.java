// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads one condition of an object; its kind is told by the key that it has. */
final class ConditionYaml {
    private static final Set<String> WHO = Set.of("address", "domain", "subdomains", "regex", "ip", "network");
    private static final Set<String> WHAT = Set.of("spam-level", "virus", "unscanned", "anomaly", "file-name", "content-type",
        "content-only", "header", "regex");

    private ConditionYaml() {
    }

    static WhoCondition who(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(WHO);
        return checked(place, () -> {
            if (only(fields, "address")) {
                return new WhoCondition.Address(fields.get("address").text());
            }
            if (only(fields, "domain", "subdomains")) {
                boolean subdomains = fields.containsKey("subdomains") && fields.get("subdomains").truth();
                return new WhoCondition.Domain(fields.get("domain").text(), subdomains);
            }
            if (only(fields, "regex")) {
                return new WhoCondition.AddressPattern(TextPattern.of(fields.get("regex").text()));
            }
            if (only(fields, "ip")) {
                return address(fields.get("ip"));
            }
            if (only(fields, "network")) {
                return WhoCondition.ClientNetwork.of(fields.get("network").text());
            }
            throw place.error("must be one of address, domain (with subdomains), regex, ip, network");
        });
    }

    static WhatCondition what(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(WHAT);
        return checked(place, () -> {
            if (only(fields, "spam-level")) {
                return new WhatCondition.SpamLevel(fields.get("spam-level").number());
            }
            if (only(fields, "virus")) {
                requireTrue(fields.get("virus"));
                return new WhatCondition.Virus();
            }
            if (only(fields, "unscanned")) {
                requireTrue(fields.get("unscanned"));
                return new WhatCondition.Unscanned();
            }
            if (only(fields, "anomaly")) {
                return new WhatCondition.AnomalyKind(fields.get("anomaly").text());
            }
            if (only(fields, "file-name")) {
                return new WhatCondition.FileName(TextPattern.of(fields.get("file-name").text()));
            }
            if (only(fields, "content-type", "content-only")) {
                boolean contentOnly = fields.containsKey("content-only") && fields.get("content-only").truth();
                return new WhatCondition.ContentType(TextPattern.of(fields.get("content-type").text()), contentOnly);
            }
            if (only(fields, "header", "regex") && fields.containsKey("regex")) {
                return new WhatCondition.HeaderMatch(fields.get("header").text(), TextPattern.of(fields.get("regex").text()));
            }
            throw place.error("must be one of spam-level, virus, unscanned, anomaly, file-name, content-type (with content-only), "
                + "header with regex");
        });
    }

    private static WhoCondition address(YamlPlace place) {
        if (place.text().indexOf('/') >= 0) {
            throw place.error("is a network; write it with the key network");
        }
        return WhoCondition.ClientNetwork.of(place.text());
    }

    /** Whether the first key is there and no other than those given. */
    private static boolean only(Map<String, YamlPlace> fields, String key, String... optional) {
        return fields.containsKey(key) && fields.keySet().stream().allMatch(found -> found.equals(key) || Set.of(optional).contains(found));
    }

    private static void requireTrue(YamlPlace place) {
        if (!place.truth()) {
            throw place.error("can only be true; leave the condition away instead");
        }
    }

    private static <T> T checked(YamlPlace place, Supplier<T> condition) {
        try {
            return condition.get();
        } catch (IllegalArgumentException e) {
            throw place.error(e.getMessage());
        }
    }
}
