// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.Octets;

/** Tests against lists of welcome and unwelcome subjects. */
public final class SubjectEvals {
    private SubjectEvals() {
    }

    /** Lists as made from the options of one rule set; a line is one subject. */
    private record Subjects(List<Pattern> welcome, List<Pattern> blocked) {
        static Subjects of(RuleOptions options) {
            return options.derived(Subjects.class, all -> new Subjects(patterns(all, "welcomelist_subject", "whitelist_subject"),
                patterns(all, "blocklist_subject", "blacklist_subject")));
        }

        private static List<Pattern> patterns(RuleOptions options, String... keywords) {
            return options.of(keywords).stream().map(RuleOption::value).map(AddressList::pattern).toList();
        }
    }

    /** All of them, under their old names too. */
    public static EvalPlugin plugin() {
        EvalFunction welcome = call -> context -> EvalOutcome.of(matches(context, Subjects.of(context.options()).welcome()));
        EvalFunction blocked = call -> context -> EvalOutcome.of(matches(context, Subjects.of(context.options()).blocked()));
        return new EvalPlugin(Evals.plugin("WelcomeListSubject"),
            Set.of("welcomelist_subject", "whitelist_subject", "blocklist_subject", "blacklist_subject"), Set.of(), Map.of(
            "check_subject_in_welcomelist", welcome, "check_subject_in_whitelist", welcome,
            "check_subject_in_blocklist", blocked, "check_subject_in_blacklist", blocked));
    }

    private static boolean matches(EvalContext context, List<Pattern> patterns) {
        String subject = Octets.lower(Evals.mail(context).value("Subject"));
        return !subject.isEmpty() && patterns.stream().anyMatch(pattern -> pattern.matcher(context.watch(subject)).find());
    }
}
