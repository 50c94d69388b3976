// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.facts.DistinguishedNames;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.OutsideAccount;
import org.postern.gateway.access.OutsideAccounts;
import org.postern.gateway.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Administrators and users by directory: whoever is in a group to which a profile gives a role, or in the directory at all when the
 * profile says so, and proves his password to the directory. Only people who were read have a role, so that a role never hangs on what
 * one answer says.
 */
public final class DirectoryAccounts implements OutsideAccounts {
    private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryAccounts.class);

    private final Directories directories;
    private final DirectoryServer server;

    private record Found(Profile profile, Person person, Role role) {
        OutsideAccount account() {
            Set<String> addresses = person.addresses().stream().filter(address -> profile.covers(MailAddressText.domain(address)))
                .collect(Collectors.toUnmodifiableSet());
            return new OutsideAccount(identity(), role, addresses, role.ofDomains() ? profile.domains() : Set.of());
        }

        /** Hashed: names of people have no place in tokens. */
        private String identity() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((profile.name() + "\n" + person.name()).getBytes(StandardCharsets.UTF_8));
                return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    public DirectoryAccounts(Directories directories, DirectoryServer server) {
        this.directories = directories;
        this.server = server;
    }

    @Override
    public Optional<OutsideAccount> signIn(AccountName name, String password) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        for (Found found : found(name)) {
            try {
                if (server.signIn(found.profile(), found.person(), password)) {
                    return Optional.of(found.account());
                }
            } catch (DirectoryException e) {
                LOGGER.warn("{} cannot sign in by directory {} now: {}", name, found.profile().name(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<OutsideAccount> find(AccountName name, String identity) {
        // Directories may know different people by one name: only he who proved his password counts.
        return found(name).stream().map(Found::account).filter(account -> account.identity().equals(identity)).findFirst();
    }

    private List<Found> found(AccountName name) {
        return directories.enabled().stream().flatMap(directory -> directory.index().stream().flatMap(index ->
            index.byAccount(name.value()).or(() -> index.byAddress(MailAddressText.comparable(name.value()))).stream()
                .flatMap(person -> role(directory.profile(), index, person).stream()
                    .map(role -> new Found(directory.profile(), person, role))))).toList();
    }

    /** The role that is allowed most, roles being listed in that order. */
    private static Optional<Role> role(Profile profile, DirectoryIndex index, Person person) {
        Set<String> groups = new HashSet<>(person.groups());
        groups.addAll(index.inherited(person.groups()));
        for (Role role : Role.givable()) {
            if (profile.roles().getOrDefault(role.name(), List.of()).stream().anyMatch(group -> isIn(groups, group))) {
                return Optional.of(role);
            }
        }
        return profile.selfService() ? Optional.of(Role.USER) : Optional.empty();
    }

    private static boolean isIn(Set<String> groups, String wanted) {
        if (wanted.indexOf('=') > 0) {
            return DistinguishedNames.find(wanted).filter(groups::contains).isPresent();
        }
        String name = wanted.toLowerCase(Locale.ROOT);
        return groups.stream().anyMatch(group -> DistinguishedNames.first(group).filter(first -> first.equalsIgnoreCase(name)).isPresent());
    }
}
