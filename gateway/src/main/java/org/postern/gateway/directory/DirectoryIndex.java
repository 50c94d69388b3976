// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.DirectoryEntry;

/** What was read of a directory, arranged so that a message's people are found without asking anybody. Immutable. */
public final class DirectoryIndex {
    /** Groups of one person beyond which no more are looked at: directories may have circles, and mistakes. */
    private static final int MOST_GROUPS = 5_000;

    private final Contents contents;
    private final Map<String, Person> byName = new HashMap<>();
    private final Map<String, Person> byAddress = new HashMap<>();
    private final Map<String, Person> byAccount = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, List<Person>> members = new LinkedHashMap<>();

    public DirectoryIndex(Contents contents) {
        this.contents = contents;
        contents.groups().forEach(group -> {
            parents.put(group.name(), group.parents());
            members.putIfAbsent(group.name(), new ArrayList<>());
        });
        for (Person person : contents.people()) {
            byName.put(person.name(), person);
            person.addresses().forEach(address -> byAddress.putIfAbsent(address, person));
            person.accounts().forEach(account -> byAccount.putIfAbsent(account.toLowerCase(Locale.ROOT), person));
            person.groups().forEach(group -> members.computeIfAbsent(group, any -> new ArrayList<>()).add(person));
        }
    }

    /** All that was read. */
    public Contents contents() {
        return contents;
    }

    /** Owner of a comparable address. */
    public Optional<Person> byAddress(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** Owner of an account, names compared without regard to case. */
    public Optional<Person> byAccount(String account) {
        return Optional.ofNullable(byAccount.get(account.toLowerCase(Locale.ROOT)));
    }

    /** The person of a normalised distinguished name. */
    public Optional<Person> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Names of all groups, with the number of their own members. */
    public Map<String, Integer> groups() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        members.forEach((name, people) -> sizes.put(name, people.size()));
        return sizes;
    }

    /** Whether there is a group of this normalised name. */
    public boolean hasGroup(String name) {
        return members.containsKey(name);
    }

    /**
     * Members of a group.
     *
     * @param nested whether members of groups within it count
     */
    public List<Person> members(String group, boolean nested) {
        return nested ? contents.people().stream().filter(person -> person.groups().contains(group)
            || inherited(person.groups()).contains(group)).toList() : members.getOrDefault(group, List.of());
    }

    /** The groups that these groups are in, at any depth, themselves left out unless they are in each other. */
    public Set<String> inherited(Collection<String> groups) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(groups);
        while (!open.isEmpty() && found.size() < MOST_GROUPS) {
            for (String parent : parents.getOrDefault(open.pop(), List.of())) {
                if (found.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return found;
    }

    /** What a message's facts keep of an address. */
    Optional<DirectoryEntry> entry(String profile, String address) {
        return byAddress(address).map(person -> new DirectoryEntry(address, profile, person.accounts(), person.groups(),
            inherited(person.groups()).stream().filter(group -> !person.groups().contains(group)).toList()));
    }
}
