// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The password of the first administrator. Nobody is asked for one at the first start, so one is made up and kept until the
 * administrator deletes the file.
 */
public final class AdminPassword {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 24;

    private final DataDirectory data;

    public AdminPassword(DataDirectory data) {
        this.data = data;
    }

    /**
     * The password for a new account {@code admin}: the one given, else the one made up at the very first start; empty when that
     * file has been deleted since.
     */
    public Optional<String> initial(Optional<String> given) throws IOException {
        if (given.isPresent()) {
            return given;
        }
        if (data.isFirstStart() && !Files.exists(file())) {
            SecretFile.write(file(), random() + System.lineSeparator());
        }
        return Files.exists(file()) ? Optional.of(Files.readString(file()).trim()) : Optional.empty();
    }

    /** Where the made-up password is kept. */
    public Path file() {
        return data.conf().resolve("admin-password");
    }

    private static String random() {
        SecureRandom source = new SecureRandom();
        StringBuilder password = new StringBuilder(LENGTH);
        source.ints(LENGTH, 0, LETTERS.length()).forEach(index -> password.append(LETTERS.charAt(index)));
        return password.toString();
    }
}
