// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.facts.DistinguishedNames;
import org.postern.gateway.directory.Layout;
import org.postern.gateway.directory.PeopleGroup;
import org.postern.gateway.directory.Person;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;

/**
 * Finds out who is in which group, and which groups are in which: by the members that group entries name, where the profile says where
 * these are, else by the groups that entries say they are in.
 */
final class GroupReader {
    private final LDAPConnection connection;
    private final Layout layout;
    private final PagedSearch search;

    /** Groups that each entry is in, by its normalised name. */
    private final Map<String, Set<String>> groupsOf = new HashMap<>();
    private final Map<String, Set<String>> groupsOfAccount = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    GroupReader(LDAPConnection connection, Layout layout, PagedSearch search) {
        this.connection = connection;
        this.layout = layout;
        this.search = search;
    }

    /** Reads group entries, for profiles that say where they are. */
    void readEntries(String base) throws LDAPException {
        Filter filter = Filter.createORFilter(layout.groupClasses().stream()
            .map(name -> Filter.createEqualityFilter("objectClass", name)).toList());
        List<SearchResultEntry> cut = new ArrayList<>();
        search.each(base, filter, entry -> {
            String group = DistinguishedNames.normal(entry.getDN());
            known.add(group);
            boolean whole = true;
            for (Attribute attribute : entry.getAttributes()) {
                whole &= !isRange(attribute);
                addMembers(group, attribute);
            }
            if (!whole) {
                cut.add(entry);
            }
        }, layout.memberAttributes().toArray(String[]::new));
        for (SearchResultEntry entry : cut) {
            readRest(entry);
        }
    }

    /** Active Directory gives 1,500 members at once and says so in the attribute's name, such as {@code member;range=0-1499}. */
    private void readRest(SearchResultEntry entry) throws LDAPException {
        String group = DistinguishedNames.normal(entry.getDN());
        for (Attribute first : entry.getAttributes()) {
            Attribute part = first;
            while (part != null && isRange(part) && !part.getName().endsWith("*")) {
                int next = 1 + Integer.parseInt(part.getName().replaceFirst(".*;range=\\d+-", ""));
                String wanted = part.getBaseName() + ";range=" + next + "-*";
                SearchResultEntry more = connection.getEntry(entry.getDN(), wanted);
                part = more == null || more.getAttributes().isEmpty() ? null : more.getAttributes().iterator().next();
                if (part != null) {
                    addMembers(group, part);
                }
            }
        }
    }

    private static boolean isRange(Attribute attribute) {
        return attribute.getName().toLowerCase(Locale.ROOT).contains(";range=");
    }

    private void addMembers(String group, Attribute attribute) {
        if (layout.memberAttributes().stream().noneMatch(attribute.getBaseName()::equalsIgnoreCase)) {
            return;
        }
        for (String member : attribute.getValues()) {
            if (member.indexOf('=') > 0) {
                DistinguishedNames.find(member).ifPresent(name -> groupsOf.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(group));
            } else {
                groupsOfAccount.computeIfAbsent(member.toLowerCase(Locale.ROOT), any -> new LinkedHashSet<>()).add(group);
            }
        }
    }

    /** The person with the groups that group entries name. */
    Person named(Person person) {
        Set<String> groups = new LinkedHashSet<>(groupsOf.getOrDefault(person.name(), Set.of()));
        person.accounts().forEach(account -> groups.addAll(groupsOfAccount.getOrDefault(account.toLowerCase(Locale.ROOT), Set.of())));
        return new Person(person.name(), person.accounts(), person.addresses(), List.copyOf(groups));
    }

    /** All groups that were read, each with the groups it is in. */
    List<PeopleGroup> entries() {
        return known.stream().map(group -> new PeopleGroup(group, List.copyOf(groupsOf.getOrDefault(group, Set.of())))).toList();
    }

    /** The groups that people say they are in, and those that these say they are in, at any depth. */
    List<PeopleGroup> followed(List<Person> people) throws LDAPException {
        Map<String, PeopleGroup> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        people.forEach(person -> person.groups().stream().filter(seen::add).forEach(open::add));
        while (!open.isEmpty()) {
            if (found.size() >= layout.mostEntries()) {
                throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED,
                    "there are more than " + layout.mostEntries() + " groups ('mostEntries')");
            }
            String group = open.poll();
            SearchResultEntry entry = connection.getEntry(group, PersonReader.MEMBER_OF);
            List<String> parents = entry == null ? List.of()
                : PersonReader.names(entry, PersonReader.MEMBER_OF).toList();
            found.put(group, new PeopleGroup(group, parents));
            parents.stream().filter(seen::add).forEach(open::add);
        }
        return List.copyOf(found.values());
    }
}
