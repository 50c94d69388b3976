// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import javax.naming.ldap.Rdn;

import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.DistinguishedNames;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.analysis.rules.who.WhoCondition;

/** A directory that knows whoever a message needs it to know. Whose address it is, is told when the message is finished. */
final class SketchedDirectory {
    private static final String ANY = "witness";
    private final Set<String> profiles = new TreeSet<>();
    private final List<DirectoryEntry> ofSender = new ArrayList<>();
    private final List<DirectoryEntry> ofRecipient = new ArrayList<>();
    private final List<DirectoryEntry> ofAuthor = new ArrayList<>();

    void sender(WhoCondition.DirectoryTest test) {
        add(ofSender, test);
    }

    void recipient(WhoCondition.DirectoryTest test) {
        add(ofRecipient, test);
    }

    void author(WhoCondition.DirectoryTest test) {
        add(ofAuthor, test);
    }

    private void add(List<DirectoryEntry> entries, WhoCondition.DirectoryTest test) {
        String profile = test.profile().orElse(ANY);
        profiles.add(profile);
        if (test instanceof WhoCondition.DirectoryAccount user) {
            entries.add(new DirectoryEntry("", profile, List.of(user.account()), List.of(), List.of()));
        } else if (test instanceof WhoCondition.DirectoryGroup group) {
            String name = group.group().indexOf('=') > 0 ? DistinguishedNames.normal(group.group())
                : "cn=" + Rdn.escapeValue(group.group().toLowerCase(Locale.ROOT)) + ",dc=witness";
            entries.add(new DirectoryEntry("", profile, List.of("witness"), List.of(name), List.of()));
        } else if (!test.negated()) {
            entries.add(new DirectoryEntry("", profile, List.of("witness"), List.of(), List.of()));
        }
    }

    SketchedDirectory copy() {
        SketchedDirectory copy = new SketchedDirectory();
        copy.profiles.addAll(profiles);
        copy.ofSender.addAll(ofSender);
        copy.ofRecipient.addAll(ofRecipient);
        copy.ofAuthor.addAll(ofAuthor);
        return copy;
    }

    DirectoryFacts facts(String sender, String recipient, List<String> authors) {
        List<DirectoryEntry> entries = new ArrayList<>(of(ofSender, sender));
        entries.addAll(of(ofRecipient, recipient));
        authors.forEach(author -> entries.addAll(of(ofAuthor, author)));
        return new DirectoryFacts(profiles, Set.of(), entries, Set.of());
    }

    private static List<DirectoryEntry> of(List<DirectoryEntry> entries, String address) {
        String comparable = MailAddressText.comparable(address);
        return entries.stream().map(one -> new DirectoryEntry(comparable, one.profile(), one.accounts(), one.groups(), one.inherited()))
            .toList();
    }
}
