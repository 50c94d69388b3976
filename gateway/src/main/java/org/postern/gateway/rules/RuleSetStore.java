// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.util.List;
import java.util.Optional;

/**
 * Where versions of the rule set are kept. All methods throw {@link org.postern.gateway.StorageUnavailableException} when the store
 * cannot be asked.
 */
public interface RuleSetStore {

    /** All versions, the newest first. */
    List<RuleSetVersion> versions();

    /** A version in YAML. */
    Optional<String> yaml(long number);

    /** Keeps a version under a number that is not taken; false when it is, and nothing is kept then. */
    boolean append(RuleSetVersion version, String yaml);

    /** The working copy. */
    Optional<RuleSetState> draft();

    /** Replaces the working copy if it still has this tag, or if there is none and no tag is named; false when somebody was faster. */
    boolean replaceDraft(Optional<String> tag, RuleSetState draft);

    /** Which version is in force; its text is a number. */
    Optional<RuleSetState> active();

    /** Makes a version the one in force, or none. The last caller wins. */
    void activate(Optional<RuleSetState> pointer);
}
