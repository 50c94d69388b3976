// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account {@code admin} when no administrator exists, for else nobody could sign in to create one. It changes nothing
 * otherwise, so that a password left in the configuration does not bring back an account or an old password.
 */
public final class FirstAdministrator {
    public static final AccountName NAME = AccountName.of("admin");
    /** System property with the password. */
    public static final String PASSWORD_PROPERTY = "postern.admin.password";

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstAdministrator.class);

    /** What became of it. */
    public enum Outcome {
        CREATED,
        /** There is an administrator already. */
        NOT_NEEDED,
        /** There is none, and no password was given to make one. */
        NO_PASSWORD
    }

    private final AccountStore accounts;

    public FirstAdministrator(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * The password for {@link #ensure}: the system property, else the first line of the file.
     *
     * @throws IOException when a file is named and cannot be read
     */
    public static Optional<String> configuredPassword(Optional<Path> passwordFile) throws IOException {
        String property = System.getProperty(PASSWORD_PROPERTY, "");
        if (!property.isEmpty()) {
            return Optional.of(property);
        }
        if (passwordFile.isEmpty()) {
            return Optional.empty();
        }
        return Files.readString(passwordFile.get(), StandardCharsets.UTF_8).lines().findFirst().filter(line -> !line.isEmpty());
    }

    /**
     * Creates the account if it is needed and a password is known.
     *
     * @throws IllegalArgumentException                        when the password is not acceptable
     * @throws org.postern.gateway.StorageUnavailableException when the store cannot be asked
     */
    public Outcome ensure(Optional<String> password) {
        if (accounts.list().stream().anyMatch(account -> account.role() == Role.ADMIN)) {
            return Outcome.NOT_NEEDED;
        }
        if (password.isEmpty()) {
            LOGGER.warn("There is no administrator and no password to create one: start with -D{}=... or name a file in "
                + "'admin.password-file' of postern.properties", PASSWORD_PROPERTY);
            return Outcome.NO_PASSWORD;
        }
        Account administrator = new Account(NAME, PasswordPolicy.accept(NAME, password.get()), Role.ADMIN);
        if (accounts.createIfAbsent(administrator)) {
            LOGGER.info("Created the first administrator, account '{}'", NAME);
            return Outcome.CREATED;
        }
        // Either another node was faster, or an account of that name has a lesser role, which is left as it is.
        boolean administratorNow = accounts.list().stream().anyMatch(account -> account.role() == Role.ADMIN);
        if (!administratorNow) {
            LOGGER.warn("There is no administrator, but the name '{}' is taken by an account of another role", NAME);
        }
        return administratorNow ? Outcome.NOT_NEEDED : Outcome.NO_PASSWORD;
    }
}
