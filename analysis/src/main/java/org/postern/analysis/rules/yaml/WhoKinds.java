// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;

import org.postern.analysis.rules.who.WhoCondition;

/** The kinds of who objects. */
final class WhoKinds {
    private static final String FIELD = "field";
    private static final String PROFILE = "profile";
    private static final List<String> FIELDS = List.of("envelope", "header-from");

    private WhoKinds() {
    }

    static List<Kind<WhoCondition>> all() {
        Field field = Field.choice(FIELD, false, FIELDS);
        Field profile = Field.optional(PROFILE, Field.Type.TEXT);
        return List.of(
            Kind.of("address", List.of(Field.of("address", Field.Type.TEXT), field), WhoCondition.Address.class,
                values -> of(values, new WhoCondition.Address(values.text("address"))),
                address -> Tree.of("address", address.address())),
            Kind.of("domain", List.of(Field.of("domain", Field.Type.TEXT), Field.optional("subdomains", Field.Type.TRUTH), field),
                WhoCondition.Domain.class,
                values -> of(values, new WhoCondition.Domain(values.text("domain"), values.truth("subdomains", false))),
                domain -> Tree.of("domain", domain.domain(), "subdomains", domain.subdomains())),
            Kind.of("regex", List.of(Field.of("regex", Field.Type.REGEX), field), WhoCondition.AddressPattern.class,
                values -> of(values, new WhoCondition.AddressPattern(values.regex("regex"))),
                pattern -> Tree.of("regex", pattern.pattern().source())),
            Kind.of("ldap-user", List.of(Field.of("ldap-user", Field.Type.TEXT), profile, field), WhoCondition.DirectoryAccount.class,
                values -> of(values, new WhoCondition.DirectoryAccount(values.text("ldap-user"), values.optional(PROFILE))),
                user -> profiled(Tree.of("ldap-user", user.account()), user)),
            Kind.of("ldap-group", List.of(Field.of("ldap-group", Field.Type.TEXT), profile, Field.optional("nested", Field.Type.TRUTH),
                field), WhoCondition.DirectoryGroup.class,
                values -> of(values, new WhoCondition.DirectoryGroup(values.text("ldap-group"), values.optional(PROFILE),
                    values.truth("nested", true))),
                group -> profiled(Tree.of("ldap-group", group.group(), "nested", group.nested()), group)),
            Kind.of("ldap-known", List.of(Field.of("ldap-known", Field.Type.TRUTH), profile, field), WhoCondition.DirectoryKnown.class,
                values -> of(values, new WhoCondition.DirectoryKnown(values.truth("ldap-known", true), values.optional(PROFILE))),
                known -> profiled(Tree.of("ldap-known", known.known()), known)),
            Kind.of("ip", List.of(Field.of("ip", Field.Type.TEXT)), WhoCondition.ClientNetwork.class, WhoKinds::address,
                network -> Tree.of("ip", network.text())),
            Kind.of("network", List.of(Field.of("network", Field.Type.TEXT)), WhoCondition.ClientNetwork.class,
                values -> WhoCondition.ClientNetwork.of(values.text("network")),
                network -> Tree.of("network", network.text())));
    }

    /** Any who object as it is written. */
    static Map<String, Object> write(WhoCondition condition) {
        if (condition instanceof WhoCondition.HeaderFrom from) {
            Map<String, Object> tree = write(from.test());
            tree.put(FIELD, "header-from");
            return tree;
        }
        if (condition instanceof WhoCondition.ClientNetwork network) {
            return Tree.of(network.text().indexOf('/') < 0 ? "ip" : "network", network.text());
        }
        return all().stream().filter(kind -> kind.type().isInstance(condition)).findFirst().orElseThrow().write().apply(condition);
    }

    private static Map<String, Object> profiled(Map<String, Object> tree, WhoCondition.DirectoryTest test) {
        test.profile().ifPresent(name -> tree.put(PROFILE, name));
        return tree;
    }

    private static WhoCondition of(Values values, WhoCondition.AddressTest test) {
        return values.text(FIELD, "envelope").equals("header-from") ? new WhoCondition.HeaderFrom(test) : test;
    }

    private static WhoCondition address(Values values) {
        String text = values.text("ip");
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("is a network; write it with the key network");
        }
        return WhoCondition.ClientNetwork.of(text);
    }
}
