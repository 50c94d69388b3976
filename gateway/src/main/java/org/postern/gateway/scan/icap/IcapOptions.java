// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.postern.gateway.config.IcapConfiguration.Method;
import org.postern.gateway.scan.EngineVersion;

/**
 * What a service said of itself when asked with OPTIONS.
 *
 * @param methods methods it has, upper case
 * @param preview bytes it wants to see first, when it takes previews at all
 * @param tag     its ISTag, which changes with its signatures (RFC 3507 section 4.7)
 * @param service its own name
 * @param until   System.nanoTime() after which it should be asked again
 */
record IcapOptions(List<String> methods, OptionalInt preview, Optional<String> tag, String service, long until) {
    private static final int HIGHEST_PREVIEW = 1024 * 1024;
    private static final Duration LIFETIME = Duration.ofHours(1);

    static IcapOptions read(IcapHead head) throws IOException {
        if (head.status() != 200) {
            throw new IOException("answered to OPTIONS: " + head.start());
        }
        IcapFields fields = head.fields();
        List<String> methods = List.of(fields.value("Methods").orElse("").toUpperCase(Locale.ROOT).split("[,\\s]+"));
        int seconds = number(fields, "Options-TTL", (int) LIFETIME.toSeconds()).orElse((int) LIFETIME.toSeconds());
        return new IcapOptions(methods, number(fields, "Preview", HIGHEST_PREVIEW),
            fields.value("ISTag").map(tag -> tag.replace("\"", "")),
            fields.value("Service").or(() -> fields.value("Server")).orElse("ICAP"),
            System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
    }

    boolean offers(Method method) {
        return methods.contains(method.name());
    }

    boolean isCurrent() {
        return System.nanoTime() - until < 0;
    }

    EngineVersion version() {
        return new EngineVersion(service, tag, Optional.empty());
    }

    private static OptionalInt number(IcapFields fields, String name, int most) {
        return fields.value(name).filter(value -> value.matches("\\d{1,9}")).map(Integer::parseInt).filter(value -> value <= most)
            .map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
