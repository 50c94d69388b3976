// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.Locale;

/**
 * A document, or one in an archive, with macros of this grade.
 *
 * @param grade what the macros do
 */
public record MacroCheck(Grade grade) implements WhatCondition {

    /** What macros do, told by their source. */
    public enum Grade {
        /** There are macros. */
        ANY("document.macro"),
        /** Some run as soon as the document is opened. */
        AUTO("document.macro.auto"),
        /** Some reach beyond the document: start programs, fetch files, write files. */
        SUSPICIOUS("document.macro.suspicious");

        private final String fact;

        Grade(String fact) {
            this.fact = fact;
        }

        /** Kind of the fact about a part that says so. */
        public String fact() {
            return fact;
        }

        /** As rule sets write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public PartMarks marks(MessageSubject subject, String recipient) {
        return new WhatCondition.PartFactKind(grade.fact()).marks(subject, recipient);
    }
}
