// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through rule files line by line and sorts what it finds into drafts of rules and warnings. */
final class RuleFileReader {
    private static final Pattern COMMENT = Pattern.compile("(?<!\\\\)#.*$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Set<String> TESTS = Set.of("header", "body", "rawbody", "uri", "full", "meta");
    /** Directives that only guide the authors or updaters of rules. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("test", "reuse", "priority", "require_version", "version_tag");

    private final RuleDrafts drafts = new RuleDrafts();
    private final List<RuleWarning> warnings = new ArrayList<>();

    void read(SpamRuleFile file) {
        ConditionalBlocks blocks = new ConditionalBlocks();
        int number = 0;
        for (String line : file.text().split("\r?\n|\r", -1)) {
            number++;
            String text = COMMENT.matcher(line).replaceFirst("").replace("\\#", "#").strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                if (!blocks.handles(text) && blocks.reading()) {
                    directive(text, file.name(), number);
                }
            } catch (IllegalArgumentException e) {
                warnings.add(new RuleWarning(file.name(), number, e.getMessage()));
            }
        }
        if (blocks.open()) {
            warnings.add(new RuleWarning(file.name(), number, "an if has no endif"));
        }
    }

    SpamRules rules() {
        return new SpamRules(drafts.compile(warnings), warnings);
    }

    private void directive(String text, String file, int line) {
        String[] words = text.split("\\s+", 3);
        String directive = words[0].toLowerCase(Locale.ROOT);
        if (directive.equals("lang")) {
            if (words.length == 3 && words[1].toLowerCase(Locale.ROOT).startsWith("en")) {
                directive(words[2], file, line);
            }
            return;
        }
        if (WITHOUT_EFFECT.contains(directive)) {
            return;
        }
        boolean known = TESTS.contains(directive) || Set.of("score", "describe", "tflags").contains(directive);
        if (!known) {
            throw new IllegalArgumentException("the directive " + words[0] + " is not supported");
        }
        if (words.length < 3 || !NAME.matcher(words[1]).matches()) {
            throw new IllegalArgumentException("must be: " + directive + " NAME value");
        }
        RuleDraft draft = drafts.named(words[1]);
        switch (directive) {
            case "score" -> draft.score(words[2]);
            case "describe" -> draft.describe(words[2]);
            case "tflags" -> draft.flags(words[2]);
            default -> draft.define(directive, words[2], file, line);
        }
    }
}
