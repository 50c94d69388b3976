// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

/** A rule set that cannot be used, told so that its author finds the place. */
public final class InvalidRuleSetException extends RuntimeException {
    private final int line;
    private final String path;
    private final String problem;

    /**
     * @param line    line of the file, from 1; 0 for what is in no file
     * @param path    keys and list positions down to the place, such as {@code rules[3].priority}
     * @param problem what is wrong there
     */
    public InvalidRuleSetException(int line, String path, String problem) {
        super(place(line, path) + problem);
        this.line = line;
        this.path = path;
        this.problem = problem;
    }

    private static String place(int line, String path) {
        String place = line == 0 ? path : "line " + line + (path.isEmpty() ? "" : ", " + path);
        return place.isEmpty() ? "" : place + ": ";
    }

    /** What is wrong, without where. */
    public String problem() {
        return problem;
    }

    /** Line of the file, from 1; 0 for what is in no file. */
    public int line() {
        return line;
    }

    /** Keys and list positions down to the place, empty for the file as a whole. */
    public String path() {
        return path;
    }
}
