// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.rules.explain.ChangeCandidates.Candidate;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.AuthenticationVariant;
import org.postern.analysis.rules.what.Bounds;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.UriHost;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.MailAddressText;

/** Changes that turn the answer of one what object round: links, texts, size, number of recipients, TLS, lists, authentication. */
final class ConditionChanges {
    private static final int MOST_RECIPIENTS = 10;
    private final Facts facts;
    private final MessageSubject subject;
    private final FactsVariant variant = new FactsVariant();
    private final List<Candidate> found = new ArrayList<>();

    ConditionChanges(Facts facts, MessageSubject subject) {
        this.facts = facts;
        this.subject = subject;
    }

    List<Candidate> of(List<WhatCondition> objects) {
        objects.forEach(this::add);
        return List.copyOf(found);
    }

    private void add(WhatCondition object) {
        if (object instanceof WhatCondition.UriDomain domain) {
            links(domain);
        } else if (object instanceof WhatCondition.UriMatch uri) {
            facts.uris().stream().filter(uri.pattern()::finds).findFirst().ifPresent(link -> add("without its links such as "
                + SeenWords.cut(link), () -> variant.withoutUris(facts, uri.pattern()::finds)));
        } else if (object instanceof WhatCondition.BodyText text && text.texts(subject).stream().anyMatch(text.pattern()::finds)) {
            add("without the text that fits " + SeenWords.cut(text.pattern().source()),
                () -> variant.withoutTexts(facts, text.pattern()::finds));
        } else if (object instanceof WhatCondition.MessageSize size) {
            beyond(size.bytes(), facts.size()).ifPresent(bytes -> add("with a size of " + bytes + " bytes instead of " + facts.size(),
                () -> variant.size(facts, bytes)));
        } else if (object instanceof WhatCondition.RecipientCount count) {
            recipients(count.count());
        } else if (object instanceof WhatCondition.Tls) {
            boolean used = facts.client().tls().isPresent();
            add(used ? "had it come without encryption" : "had it come encrypted", () -> variant.tls(facts, !used));
        } else if (object instanceof WhatCondition.Listed listed) {
            list(listed.list());
        } else if (object instanceof WhatCondition.SpamLevel) {
            list(ListHit.WELCOMELIST);
            list(ListHit.BLOCKLIST);
        } else if (object instanceof AuthenticationCheck check) {
            authentication(check);
        }
    }

    private void add(String text, Supplier<Facts> message) {
        if (found.stream().noneMatch(one -> one.text().equals(text))) {
            found.add(new Candidate(text, message));
        }
    }

    private void links(WhatCondition.UriDomain domain) {
        String wanted = MailAddressText.comparableDomain(domain.domain());
        if (facts.uris().stream().anyMatch(uri -> isOf(wanted, domain.subdomains(), uri))) {
            add("without its links to " + wanted, () -> variant.withoutUris(facts, uri -> isOf(wanted, domain.subdomains(), uri)));
        }
    }

    private static boolean isOf(String domain, boolean subdomains, String uri) {
        String host = UriHost.of(uri);
        return host.equals(domain) || subdomains && host.endsWith('.' + domain);
    }

    private void recipients(Bounds bounds) {
        int number = facts.envelope().recipients().size();
        beyond(bounds, number).filter(other -> other > 0 && other < number).ifPresent(other -> facts.envelope().recipients().stream()
            .limit(MOST_RECIPIENTS).forEach(one -> found.add(new Candidate("with " + other + " recipients instead of " + number,
                () -> variant.recipients(facts, one, (int) (long) other)))));
    }

    private void list(String list) {
        List<ListHit> others = facts.lists().stream().filter(hit -> !hit.list().equals(list)).toList();
        if (others.size() < facts.lists().size()) {
            add("without the sender on the " + list, () -> facts.with(others));
        }
    }

    /** The check as it would have to end: passed where it did not, failed where it did. */
    private void authentication(AuthenticationCheck check) {
        boolean passed = check.results(facts.authentication()).contains(AuthenticationResult.PASS);
        AuthenticationResult other = passed ? AuthenticationResult.FAIL : AuthenticationResult.PASS;
        AuthenticationCheck none = new AuthenticationCheck(check.method(), AuthenticationResult.NONE);
        add("had " + check.method() + ' ' + (passed ? "failed" : "passed"), () -> facts.with(AuthenticationVariant.with(
            AuthenticationVariant.with(facts.authentication(), none), new AuthenticationCheck(check.method(), other))));
    }

    /** The nearest whole number at which the range says something else. */
    static Optional<Long> beyond(Bounds bounds, long number) {
        if (!bounds.contain(number)) {
            return Optional.of(bounds.atLeast().isPresent() && number < bounds.atLeast().getAsDouble()
                ? (long) Math.ceil(bounds.atLeast().getAsDouble()) : (long) Math.floor(bounds.atMost().getAsDouble()));
        }
        Optional<Long> below = bounds.atLeast().isPresent() ? Optional.of((long) Math.ceil(bounds.atLeast().getAsDouble()) - 1)
            : Optional.empty();
        Optional<Long> above = bounds.atMost().isPresent() ? Optional.of((long) Math.floor(bounds.atMost().getAsDouble()) + 1)
            : Optional.empty();
        return below.filter(low -> low >= 0 && (above.isEmpty() || number - low <= above.get() - number)).or(() -> above);
    }
}
