// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How administrators sign in.
 *
 * @param firstPasswordFile file whose first line is the password of the first administrator
 * @param tokenLifetime     time until a token must be replaced by signing in again, 1 min to 30 d
 */
public record AccessConfiguration(Optional<Path> firstPasswordFile, Duration tokenLifetime) {

    static AccessConfiguration from(Settings settings) {
        return new AccessConfiguration(
            settings.text("admin.password-file").map(Path::of),
            settings.duration("access.token-lifetime", Duration.ofHours(8), Duration.ofMinutes(1), Duration.ofDays(30)));
    }
}
