// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

/** Counts the characters that regular expressions look at in one message, and stops what goes beyond its budget. */
final class StepCounter {
    private final SpamBudget budget;
    private long left;
    private long message;
    private long granted;

    StepCounter(SpamBudget budget) {
        this.budget = budget;
        this.message = budget.stepsPerMessage();
    }

    /** Begins the budget of the next rule. */
    void nextRule() {
        message -= granted - left;
        granted = Math.min(budget.stepsPerRule(), Math.max(0, message));
        left = granted;
    }

    void step() {
        if (--left < 0) {
            throw new BudgetSpentException();
        }
    }

    /** Counts so many characters that were looked at in some other way. */
    void spend(long count) {
        left -= Math.max(0, count);
        if (left < 0) {
            throw new BudgetSpentException();
        }
    }

    /** Text whose every look-up counts. */
    CharSequence watch(String text) {
        return new WatchedText(text, 0, text.length());
    }

    /** Thrown out of a regular expression to stop it; never leaves this package. */
    static final class BudgetSpentException extends RuntimeException {
        BudgetSpentException() {
            super("too much work", null, false, false);
        }
    }

    private final class WatchedText implements CharSequence {
        private final String text;
        private final int start;
        private final int end;

        WatchedText(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            step();
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new WatchedText(text, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
