// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps choices in this process alone, for servers without a database and for tests. */
public final class InMemoryDigestStore implements DigestStore {
    private final Map<String, DigestChoice> choices = new ConcurrentHashMap<>();
    private final Map<String, DigestTemplate> templates = new ConcurrentHashMap<>();

    @Override
    public Map<String, DigestChoice> choices() {
        return Map.copyOf(choices);
    }

    @Override
    public Optional<DigestChoice> choice(String owner) {
        return Optional.ofNullable(choices.get(owner));
    }

    @Override
    public void save(String owner, DigestChoice choice) {
        choices.put(owner, choice);
    }

    @Override
    public void delete(String owner) {
        choices.remove(owner);
    }

    @Override
    public Optional<DigestTemplate> template(String domain) {
        return Optional.ofNullable(templates.get(domain));
    }

    @Override
    public void save(String domain, DigestTemplate template) {
        templates.put(domain, template);
    }

    @Override
    public void deleteTemplate(String domain) {
        templates.remove(domain);
    }
}
