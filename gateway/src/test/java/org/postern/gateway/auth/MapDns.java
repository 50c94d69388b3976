// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/** Answers from a table; any other name does not exist. */
public final class MapDns implements Dns {
    private final Map<DnsQuestion, DnsAnswer> answers = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    public MapDns with(String name, DnsType type, String... values) {
        return with(name, type, new DnsAnswer.Found(List.of(values)));
    }

    public MapDns with(String name, DnsType type, DnsAnswer answer) {
        DnsQuestion question = new DnsQuestion(name, type);
        answers.put(question, answer);
        names.add(question.name());
        return this;
    }

    @Override
    public CompletableFuture<DnsAnswer> start(DnsQuestion question) {
        DnsAnswer nothing = names.contains(question.name()) ? new DnsAnswer.NoData() : new DnsAnswer.NoSuchName();
        return CompletableFuture.completedFuture(answers.getOrDefault(question, nothing));
    }
}
