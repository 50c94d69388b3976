// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/** Checks the two kinds of signature that ARC borrows from DKIM (RFC 8617 section 4.1). */
public final class SealCheck {
    private final KeyCheck keys;

    public SealCheck(DkimPolicy policy) {
        this.keys = new KeyCheck(policy);
    }

    /**
     * How a check ended.
     *
     * @param result pass, temperror, or anything else for a failure
     * @param reason why, for people
     */
    public record Outcome(AuthenticationResult result, String reason) {
    }

    /** A signature of which the key is on its way. */
    public record Started(DkimSignatureHandle signature, CompletableFuture<DnsAnswer> key) {
    }

    /** A signature that was read. Its parts concern this package alone. */
    public static final class DkimSignatureHandle {
        private final DkimSignature signature;

        private DkimSignatureHandle(DkimSignature signature) {
            this.signature = signature;
        }

        public String domain() {
            return signature.domain();
        }
    }

    /** Reads an {@code ARC-Message-Signature} and asks for its key. */
    public Started startMessage(RawField field, TagList tags, Dns dns) throws DkimSyntaxException {
        DkimSignature signature = DkimSignature.ofArc(field, tags);
        if (signature.headers().stream().anyMatch("arc-seal"::equalsIgnoreCase)) {
            throw new DkimSyntaxException("a message signature that covers a seal");
        }
        return started(signature, dns);
    }

    /** Reads an {@code ARC-Seal} and asks for its key. */
    public Started startSeal(RawField field, TagList tags, Dns dns) throws DkimSyntaxException {
        return started(DkimSignature.ofSeal(field, tags), dns);
    }

    /** Ends the check of a message signature. */
    public Outcome message(Started started, RawMessage message) throws IOException {
        DkimSignature signature = started.signature().signature;
        BodyDigest body = new BodyDigest(signature.relaxedBody(), signature.bodyLength().orElse(Long.MAX_VALUE));
        message.digestBody(List.of(body));
        if (!MessageDigest.isEqual(body.finish(), signature.bodyHash())) {
            return new Outcome(AuthenticationResult.FAIL, "the body was changed");
        }
        return outcome(keys.check(started.key().join(), signature, HeaderHash.input(message.fields(), signature)));
    }

    /**
     * Ends the check of a seal.
     *
     * @param before the fields of all sets up to this seal, the seal itself left out
     */
    public Outcome seal(Started started, List<RawField> before) {
        DkimSignature signature = started.signature().signature;
        StringBuilder input = new StringBuilder();
        before.forEach(field -> input.append(field.canonical(true)).append("\r\n"));
        input.append(HeaderHash.unsigned(signature.field()).canonical(true));
        return outcome(keys.check(started.key().join(), signature, RawMessage.bytes(input.toString())));
    }

    private static Started started(DkimSignature signature, Dns dns) throws DkimSyntaxException {
        if (!signature.algorithm().equals("rsa-sha256") && !signature.algorithm().equals("ed25519-sha256")) {
            throw new DkimSyntaxException("algorithm " + signature.algorithm());
        }
        return new Started(new DkimSignatureHandle(signature),
            dns.start(new DnsQuestion(signature.selector() + "._domainkey." + signature.domain(), DnsType.TXT)));
    }

    private static Outcome outcome(KeyCheck.Outcome outcome) {
        return new Outcome(outcome.result(), outcome.reason());
    }
}
