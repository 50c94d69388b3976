// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.TextLanguages;

/** Tests for mail in languages that nobody here reads; {@code ok_languages} names those that are read. */
public final class LanguageEvals {
    /** Languages in which many octets in a row are above ASCII. */
    private static final Set<String> MANY_OCTETS = Set.of(("am ar be bg cs el et fa fi he hi hy is ja ka ko mr pt ru ta th tr uk vi yi"
        + " zh").split(" "));
    private static final Pattern OCTETS = Pattern.compile("[\\x80-\\xff]{8}");
    private static final String ALL = "all";
    /** Shorter texts in English are easily taken for Scots. */
    private static final int LONG_ENOUGH = 1024;

    private LanguageEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(TextLanguages.PLUGIN, Set.of("ok_languages", "inactive_languages", "textcat_max_languages",
            "textcat_max_ngrams", "textcat_acceptable_score"), Set.of(), Map.of(
            "check_language", call -> LanguageEvals::unwanted,
            "check_body_8bits", call -> LanguageEvals::octets));
    }

    private static EvalOutcome unwanted(EvalContext context) {
        Set<String> fine = TextLanguages.fine(context.options());
        if (fine.contains(ALL)) {
            return EvalOutcome.miss();
        }
        MailText mail = Evals.mail(context);
        context.spend(mail.body().stream().mapToLong(String::length).sum());
        TextLanguages found = mail.languages();
        boolean unsure = found.length() < LONG_ENOUGH * found.languages().size();
        Set<String> bases = fine.stream().map(LanguageEvals::base).collect(Collectors.toSet());
        boolean known = found.languages().stream()
            .anyMatch(language -> bases.contains(language) || unsure && language.equals("sco") && bases.contains("en"));
        return found.languages().isEmpty() || known ? EvalOutcome.miss() : EvalOutcome.hit(String.join(" ", found.languages()));
    }

    /** Which encoding somebody reads a language in says nothing here, since texts are in one. */
    private static String base(String language) {
        return language.indexOf('.') > 0 ? language.substring(0, language.indexOf('.')) : language;
    }

    private static EvalOutcome octets(EvalContext context) {
        Set<String> fine = TextLanguages.fine(context.options());
        if (fine.contains(ALL) || fine.stream().anyMatch(MANY_OCTETS::contains)) {
            return EvalOutcome.miss();
        }
        return EvalOutcome.of(Evals.mail(context).body().stream().anyMatch(line -> OCTETS.matcher(context.watch(line)).find()));
    }
}
