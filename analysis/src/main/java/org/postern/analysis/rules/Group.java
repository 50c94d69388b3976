// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;

/**
 * Objects of one kind under a name, used by any number of rules.
 *
 * @param info    what it is for, for people, up to {@value #LONGEST_INFO} characters
 * @param logic   how its objects add up; an empty group holds for nobody, an empty one that asks for all holds for everybody, and
 *                inverting turns that round
 * @param objects what is tested
 * @param <T>     kind of the objects
 */
public record Group<T>(String info, Combination logic, List<T> objects) {
    private static final int LONGEST_INFO = 255;

    public Group {
        if (info.length() > LONGEST_INFO) {
            throw new IllegalArgumentException("the info is longer than " + LONGEST_INFO + " characters");
        }
        objects = objects.stream().distinct().toList();
    }

    /** A group of alternatives. */
    @SafeVarargs
    public static <T> Group<T> of(T... objects) {
        return new Group<>("", Combination.ANY, List.of(objects));
    }
}
