// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.stream.Stream;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.VirusScan;

/** One test on what a message is. */
public sealed interface WhatCondition {

    /** Whether it holds for the message. */
    boolean matches(Facts facts);

    /** Spam score of at least this many points, compared as a decimal number. */
    record SpamLevel(double atLeast) implements WhatCondition {
        public SpamLevel {
            if (!Double.isFinite(atLeast)) {
                throw new IllegalArgumentException("not a number of points: " + atLeast);
            }
        }

        @Override
        public boolean matches(Facts facts) {
            return facts.spam().score() >= atLeast;
        }
    }

    /** A virus engine named malware; heuristic names do not count. */
    record Virus() implements WhatCondition {
        @Override
        public boolean matches(Facts facts) {
            return facts.virus().infected();
        }
    }

    /** Virus scanning did not finish. A rule that names this one may decide on mail that nobody has scanned. */
    record Unscanned() implements WhatCondition {
        @Override
        public boolean matches(Facts facts) {
            return facts.virus().status() == VirusScan.Status.UNKNOWN;
        }
    }

    /** An anomaly whose kind begins with a text, such as {@code mime.unparseable} or {@code bound.}. */
    record AnomalyKind(String prefix) implements WhatCondition {
        public AnomalyKind {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("the kind of an anomaly is missing");
            }
        }

        @Override
        public boolean matches(Facts facts) {
            return facts.anomalies().stream().anyMatch(anomaly -> anomaly.kind().startsWith(prefix));
        }
    }

    /** A part with a file name that matches an expression as a whole. */
    record FileName(TextPattern pattern) implements WhatCondition {
        @Override
        public boolean matches(Facts facts) {
            return facts.parts().stream().flatMap(part -> part.name().stream()).anyMatch(pattern::matches);
        }
    }

    /**
     * A part whose media type matches an expression somewhere.
     *
     * @param contentOnly whether only the type told by the content counts, and not the one that the sender declared
     */
    record ContentType(TextPattern pattern, boolean contentOnly) implements WhatCondition {
        @Override
        public boolean matches(Facts facts) {
            return facts.parts().stream().flatMap(this::types).anyMatch(pattern::finds);
        }

        private Stream<String> types(Part part) {
            return contentOnly ? Stream.of(part.detectedType()) : Stream.of(part.detectedType(), part.declaredType());
        }
    }

    /** A header field of the top part whose decoded value matches an expression somewhere. */
    record HeaderMatch(String field, TextPattern pattern) implements WhatCondition {
        public HeaderMatch {
            if (field.isEmpty() || !field.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
                throw new IllegalArgumentException("not a header field name: " + field);
            }
        }

        @Override
        public boolean matches(Facts facts) {
            return facts.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(field) && pattern.finds(header.value()));
        }
    }
}
