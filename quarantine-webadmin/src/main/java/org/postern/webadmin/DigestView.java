// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import org.postern.gateway.config.DigestKind;
import org.postern.gateway.digest.DigestChoice;
import org.postern.gateway.digest.DigestSettings;

/** Choices about daily reports as JSON, in both directions. */
final class DigestView {
    static final String[] FIELDS = {"kind", "time", "zone", "hours", "language"};

    private DigestView() {
    }

    static Map<String, Object> of(DigestChoice choice) {
        Map<String, Object> view = new LinkedHashMap<>();
        choice.kind().map(DigestKind::word).ifPresent(value -> view.put("kind", value));
        choice.time().map(LocalTime::toString).ifPresent(value -> view.put("time", value));
        choice.zone().map(ZoneId::getId).ifPresent(value -> view.put("zone", value));
        choice.hours().ifPresent(value -> view.put("hours", value));
        choice.language().ifPresent(value -> view.put("language", value));
        return view;
    }

    static Map<String, Object> of(DigestSettings settings) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", settings.kind().word());
        view.put("time", settings.time().toString());
        view.put("zone", settings.zone().getId());
        view.put("hours", settings.hours());
        view.put("language", settings.language());
        return view;
    }

    /** What a body chooses; throws {@link ApiException} when it cannot be. */
    static DigestChoice read(JsonBody body, Instant now) {
        try {
            return DigestChoice.read(body.optionalText("kind"), body.optionalText("time"), body.optionalText("zone"),
                body.optionalText("hours"), body.optionalText("language"), now);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }
}
