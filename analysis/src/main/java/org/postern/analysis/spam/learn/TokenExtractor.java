// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/** Makes the tokens of a message that the Bayesian model counts. */
final class TokenExtractor {
    private TokenExtractor() {
    }

    static Tokens extract(LearnableMessage message) {
        TokenSink sink = new TokenSink();
        LineTokens lines = new LineTokens(sink);
        message.body().forEach(line -> lines.line(line, "", Region.BODY));
        message.uris().forEach(uri -> lines.line(uri, "", Region.URI));
        message.invisible().forEach(line -> lines.line(line, "I*:", Region.BODY));
        HeaderTokens.collect(message.headers(), lines);
        return sink.tokens();
    }
}
