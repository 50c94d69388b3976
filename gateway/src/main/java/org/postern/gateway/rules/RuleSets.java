// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.example.ExampleRun;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/**
 * Changes the rules of the gateway: a working copy that is edited, versions that are made of it, and one version in force. A working copy
 * is always a rule set that could be used, because every change is read as one before it is kept.
 */
public final class RuleSets {
    private static final int ATTEMPTS = 20;
    /** Tag of a working copy that nobody has changed yet. */
    private static final String NEVER_CHANGED = "0";
    /** What stands in a tag before the trace of the rules that the working copy follows. */
    private static final String FOLLOWING = "~";

    private final RuleSetStore store;
    private final ActiveRules active;
    private final Clock clock;
    private final RuleSetYaml yaml = new RuleSetYaml();
    private final ExampleRun examples = new ExampleRun();

    public RuleSets(RuleSetStore store, ActiveRules active, Clock clock) {
        this.store = store;
        this.active = active;
        this.clock = clock;
    }

    /**
     * The working copy with its tag.
     *
     * @param tag     to name when changing it
     * @param ruleSet what it says
     */
    public record Draft(String tag, RuleSet ruleSet) {
    }

    /** Examples of the rule set end otherwise than they must. */
    public static final class ExamplesFailException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<ExampleRun.Failure> failures;

        ExamplesFailException(List<ExampleRun.Failure> failures) {
            super(failures.size() + " of the rule set's examples fail");
            this.failures = failures;
        }

        public List<ExampleRun.Failure> failures() {
            return failures;
        }
    }

    /** Only the file counts, by configuration. */
    public static final class FileAloneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FileAloneException() {
            super("The rules are read from the file alone, because rules.source=file is configured");
        }
    }

    /** The rules in force. */
    public RuleSet inForce() {
        return active.get();
    }

    /** The version in force; empty for the file. */
    public Optional<RuleSetState> activeVersion() {
        return active.isFileOnly() ? Optional.empty() : store.active();
    }

    /**
     * The working copy. As long as nobody has changed anything, or once what was changed is in force, it follows the rules in force:
     * whoever goes back to an older version, or applies a file, does not find what he got rid of in the next version.
     */
    public Draft draft() {
        Optional<RuleSetState> state = store.draft();
        return state.filter(present -> !present.text().isEmpty()).map(present -> new Draft(present.tag(), yaml.read(present.text())))
            .orElseGet(() -> following(state.map(RuleSetState::tag).orElse(NEVER_CHANGED)));
    }

    /** Its tag is another one when other rules are in force. */
    private Draft following(String tag) {
        RuleSet inForce = active.refreshed();
        return new Draft(tag + FOLLOWING + Integer.toHexString(yaml.write(inForce).hashCode()), inForce);
    }

    /** What the store knows a tag by; empty for a working copy that was never changed. */
    private static Optional<String> stored(String tag) {
        String bare = tag.replaceFirst(FOLLOWING + ".*", "");
        return bare.equals(NEVER_CHANGED) ? Optional.empty() : Optional.of(bare);
    }

    /**
     * Puts another rule set into the place of the working copy, when all its examples end as they must.
     *
     * @param tag of the working copy that the caller has seen
     * @throws RuleSetConflictException when it has another one now
     * @throws ExamplesFailException    when an example fails
     */
    public Draft replaceDraft(String tag, RuleSet ruleSet, String author) {
        requireExamples(ruleSet);
        return new Draft(keep(tag, yaml.write(ruleSet), author), ruleSet);
    }

    /**
     * Forgets what was changed in the working copy: it follows the rules in force again.
     *
     * @param tag of the working copy that the caller has seen
     * @throws RuleSetConflictException when it has another one now
     */
    public Draft discardDraft(String tag, String author) {
        keep(tag, "", author);
        return draft();
    }

    private String keep(String tag, String text, String author) {
        String next = UUID.randomUUID().toString();
        if (!draft().tag().equals(tag) || !store.replaceDraft(stored(tag), new RuleSetState(next, text, author, clock.instant()))) {
            throw new RuleSetConflictException("Somebody else has changed the rules; read them again");
        }
        return next;
    }

    /** Makes a version of the working copy, which is not in force by that. */
    public RuleSetVersion publish(String tag, String author, String comment) {
        Draft draft = draft();
        if (!draft.tag().equals(tag)) {
            throw new RuleSetConflictException("Somebody else has changed the rules; read them again");
        }
        return store(draft.ruleSet(), author, comment);
    }

    /** Makes a version of a rule set, beside the working copy. */
    public RuleSetVersion store(RuleSet ruleSet, String author, String comment) {
        requireExamples(ruleSet);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long number = store.versions().stream().mapToLong(RuleSetVersion::number).max().orElse(0) + 1;
            RuleSetVersion version = new RuleSetVersion(number, clock.instant().truncatedTo(ChronoUnit.MILLIS), author, comment);
            if (store.append(version, yaml.write(ruleSet.withVersion(String.valueOf(number))))) {
                return version;
            }
        }
        throw new RuleSetConflictException("Too many versions are being made at once");
    }

    /** All versions, the newest first. */
    public List<RuleSetVersion> versions() {
        return store.versions();
    }

    /** One version. */
    public Optional<RuleSet> version(long number) {
        return store.yaml(number).map(yaml::read);
    }

    /** Puts a version into force on all nodes; false when there is none of this number. An older one is gone back to likewise. */
    public boolean activate(long number, String author) {
        requireStore();
        Optional<RuleSet> version = version(number);
        if (version.isEmpty()) {
            return false;
        }
        store.activate(Optional.of(new RuleSetState(UUID.randomUUID().toString(), String.valueOf(number), author, clock.instant())));
        active.refreshed();
        store.draft().filter(state -> !state.text().isEmpty() && same(yaml.read(state.text()), version.get()))
            .ifPresent(state -> store.replaceDraft(Optional.of(state.tag()), new RuleSetState(UUID.randomUUID().toString(), "", author,
                clock.instant())));
        return true;
    }

    private boolean same(RuleSet one, RuleSet other) {
        return yaml.write(one.withVersion("")).equals(yaml.write(other.withVersion("")));
    }

    /** Puts the file into force again. */
    public void useFile() {
        requireStore();
        store.activate(Optional.empty());
        active.refreshed();
    }

    /** Stops before anything is stored that could not be put into force. Throws FileAloneException. */
    public void requireStore() {
        if (active.isFileOnly()) {
            throw new FileAloneException();
        }
    }

    private void requireExamples(RuleSet ruleSet) {
        List<ExampleRun.Failure> failures = examples.failures(ruleSet);
        if (!failures.isEmpty()) {
            throw new ExamplesFailException(failures);
        }
    }
}
