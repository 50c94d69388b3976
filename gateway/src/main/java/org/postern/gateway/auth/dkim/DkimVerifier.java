// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/**
 * Verifies DKIM signatures one by one, on the bytes as received: all keys are asked for at once and the body is read once, however many
 * signatures there are. Each has a result of its own, since one good signature among bad ones is worth something.
 */
public final class DkimVerifier {
    private static final String FIELD = "DKIM-Signature";

    private final DkimPolicy policy;
    private final KeyCheck keys;

    public DkimVerifier(DkimPolicy policy) {
        this.policy = policy;
        this.keys = new KeyCheck(policy);
    }

    private record BodyForm(boolean relaxed, long limit) {
    }

    /** One signature, or why it is none. */
    private record Candidate(Optional<DkimSignature> signature, DkimCheck verdict, Optional<CompletableFuture<DnsAnswer>> key) {
    }

    /**
     * Verifies all signatures in the order of the header.
     *
     * @throws IOException when the message cannot be read
     */
    public List<DkimCheck> verify(RawMessage message, Dns dns, Instant now) throws IOException {
        List<RawField> fields = message.named(FIELD).toList();
        List<Candidate> candidates = new ArrayList<>();
        for (RawField field : fields.subList(0, Math.min(fields.size(), policy.signatures()))) {
            candidates.add(candidate(field, dns, now));
        }
        Map<BodyForm, BodyDigest> bodies = new HashMap<>();
        candidates.forEach(each -> each.key().ifPresent(any -> bodies.computeIfAbsent(form(each.signature().orElseThrow()),
            form -> new BodyDigest(form.relaxed(), form.limit()))));
        if (!bodies.isEmpty()) {
            message.digestBody(bodies.values());
        }
        List<DkimCheck> checks = new ArrayList<>();
        for (Candidate each : candidates) {
            checks.add(each.key().isEmpty() ? each.verdict()
                : verdict(message, each.signature().orElseThrow(), bodies, each.key().get()));
        }
        return checks;
    }

    private Candidate candidate(RawField field, Dns dns, Instant now) {
        DkimSignature signature;
        try {
            signature = DkimSignature.parse(field);
        } catch (DkimSyntaxException e) {
            return new Candidate(Optional.empty(), unreadable(field, e.getMessage()), Optional.empty());
        }
        if (signature.hash().equals("sha1")) {
            return decided(signature, AuthenticationResult.POLICY, "SHA-1 is no longer accepted");
        }
        if (!signature.algorithm().equals("rsa-sha256") && !signature.algorithm().equals("ed25519-sha256")) {
            return decided(signature, AuthenticationResult.PERMERROR, "algorithm " + signature.algorithm());
        }
        if (signature.expires().isPresent() && signature.expires().getAsLong() < now.getEpochSecond()) {
            return decided(signature, AuthenticationResult.FAIL, "it has expired");
        }
        return new Candidate(Optional.of(signature), check(signature, AuthenticationResult.UNKNOWN, ""), Optional.of(dns.start(
            new DnsQuestion(signature.selector() + "._domainkey." + signature.domain(), DnsType.TXT))));
    }

    private DkimCheck verdict(RawMessage message, DkimSignature signature, Map<BodyForm, BodyDigest> bodies,
                              CompletableFuture<DnsAnswer> key) {
        BodyDigest body = bodies.get(form(signature));
        if (!MessageDigest.isEqual(body.finish(), signature.bodyHash())) {
            return check(signature, AuthenticationResult.FAIL, "the body was changed");
        }
        long signed = signature.bodyLength().orElse(body.length());
        if (signed > body.length()) {
            return check(signature, AuthenticationResult.FAIL, "the body is shorter than what was signed");
        }
        KeyCheck.Outcome outcome = keys.check(key.join(), signature, HeaderHash.input(message.fields(), signature));
        if (outcome.result() != AuthenticationResult.PASS) {
            return check(signature, outcome.result(), outcome.reason());
        }
        if (message.named("From").count() != 1) {
            return check(signature, AuthenticationResult.POLICY, "the message has " + message.named("From").count() + " From fields");
        }
        if (signed < body.length() && !policy.partialBody()) {
            return check(signature, AuthenticationResult.POLICY, "the body goes on after the " + signed + " bytes that were signed");
        }
        return check(signature, AuthenticationResult.PASS, outcome.reason());
    }

    private static Candidate decided(DkimSignature signature, AuthenticationResult result, String reason) {
        return new Candidate(Optional.of(signature), check(signature, result, reason), Optional.empty());
    }

    private static DkimCheck check(DkimSignature signature, AuthenticationResult result, String reason) {
        return new DkimCheck(result, signature.domain(), signature.selector(), signature.identity(), signature.algorithm(), reason);
    }

    /** Whatever of a faulty signature can be told. */
    private static DkimCheck unreadable(RawField field, String reason) {
        String domain = "";
        String selector = "";
        try {
            TagList tags = TagList.parse(field.value());
            domain = DkimSignature.domain(tags.dense("d").orElse(""));
            selector = DkimSignature.domain(tags.dense("s").orElse(""));
        } catch (DkimSyntaxException e) {
            // Then it stays without a name.
            return new DkimCheck(AuthenticationResult.PERMERROR, domain, selector, "", "", reason);
        }
        return new DkimCheck(AuthenticationResult.PERMERROR, domain, selector, "@" + domain, "", reason);
    }

    private static BodyForm form(DkimSignature signature) {
        return new BodyForm(signature.relaxedBody(), signature.bodyLength().orElse(Long.MAX_VALUE));
    }
}
