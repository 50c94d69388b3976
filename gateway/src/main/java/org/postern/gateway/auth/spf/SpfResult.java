// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.util.Optional;

import org.postern.analysis.facts.AuthenticationResult;

/**
 * How the check of one identity ended.
 *
 * @param result      one of RFC 7208 section 2.6
 * @param domain      the domain whose policy was asked
 * @param mechanism   the term that decided, as published
 * @param explanation what the domain says to the sender of mail that fails
 * @param problem     what went wrong, for an error
 */
public record SpfResult(AuthenticationResult result, String domain, Optional<String> mechanism, Optional<String> explanation,
                        Optional<String> problem) {

    static SpfResult of(AuthenticationResult result, String domain) {
        return new SpfResult(result, domain, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SpfResult decided(AuthenticationResult result, String domain, String mechanism) {
        return new SpfResult(result, domain, Optional.of(mechanism), Optional.empty(), Optional.empty());
    }

    static SpfResult failed(AuthenticationResult result, String domain, String problem) {
        return new SpfResult(result, domain, Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    SpfResult explained(Optional<String> text) {
        return new SpfResult(result, domain, mechanism, text, problem);
    }
}
