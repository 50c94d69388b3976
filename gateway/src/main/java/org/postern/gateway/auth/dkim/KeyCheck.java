// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Optional;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.dns.DnsAnswer;

/** Checks bytes against a signature with the key that the DNS holds. */
final class KeyCheck {

    /**
     * How it ended.
     *
     * @param result pass, fail, policy, or an error
     * @param reason why, for people; empty for a plain pass
     */
    record Outcome(AuthenticationResult result, String reason) {
    }

    private final DkimPolicy policy;

    KeyCheck(DkimPolicy policy) {
        this.policy = policy;
    }

    Outcome check(DnsAnswer answer, DkimSignature signature, byte[] input) {
        if (answer.failed()) {
            return new Outcome(AuthenticationResult.TEMPERROR, "the key could not be fetched: " + answer.failure());
        }
        if (answer.empty()) {
            return new Outcome(AuthenticationResult.PERMERROR, "there is no key");
        }
        Optional<DkimKey> key = Optional.empty();
        String fault = "";
        for (String text : answer.values()) {
            try {
                key = Optional.of(DkimKey.parse(text));
                break;
            } catch (DkimSyntaxException e) {
                fault = e.getMessage();
            }
        }
        return key.isEmpty() ? new Outcome(AuthenticationResult.PERMERROR, fault) : check(key.get(), signature, input);
    }

    private Outcome check(DkimKey key, DkimSignature signature, byte[] input) {
        if (!key.type().equals(signature.keyType())) {
            return new Outcome(AuthenticationResult.PERMERROR, "the key is " + key.type() + " and the signature " + signature.keyType());
        }
        if (!key.hashes().isEmpty() && !key.hashes().contains(signature.hash())) {
            return new Outcome(AuthenticationResult.PERMERROR, "the key is not for " + signature.hash());
        }
        String identity = signature.identity().substring(signature.identity().lastIndexOf('@') + 1);
        if (key.flags().contains("s") && !identity.equalsIgnoreCase(signature.domain())) {
            return new Outcome(AuthenticationResult.PERMERROR, "the key is not for identities below its domain");
        }
        if (key.bits() > DkimPolicy.MOST_KEY_BITS) {
            return new Outcome(AuthenticationResult.POLICY, "a key of " + key.bits() + " bits");
        }
        try {
            if (!verified(key, signature, input)) {
                return new Outcome(AuthenticationResult.FAIL, "the signature does not fit the header");
            }
        } catch (GeneralSecurityException e) {
            return new Outcome(AuthenticationResult.FAIL, "the signature does not fit the key");
        }
        if (key.type().equals("rsa") && key.bits() < policy.keyBits()) {
            return new Outcome(AuthenticationResult.POLICY, "a key of only " + key.bits() + " bits");
        }
        return new Outcome(AuthenticationResult.PASS, key.flags().contains("y") ? "the domain is testing" : "");
    }

    private static boolean verified(DkimKey key, DkimSignature signature, byte[] input) throws GeneralSecurityException {
        boolean rsa = key.type().equals("rsa");
        Signature check = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        check.initVerify(key.key());
        // RFC 8463: what Ed25519 signs is the digest.
        check.update(rsa ? input : MessageDigest.getInstance("SHA-256").digest(input));
        return check.verify(signature.signature());
    }
}
