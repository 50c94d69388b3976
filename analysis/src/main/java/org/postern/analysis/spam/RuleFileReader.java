// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/** Goes through rule files line by line and sorts what it finds into drafts of rules, options and warnings. */
final class RuleFileReader {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LINE_END = Pattern.compile("\r?\n|\r");
    private static final Pattern COMMENT = Pattern.compile("(?<!\\\\)#.*$");
    private static final Pattern LANGUAGE = Pattern.compile("lang\\s+(\\S+)\\s+(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern PRIORITY = Pattern.compile("-?\\d{1,9}");
    private static final Set<String> TESTS =
        Set.of("header", "body", "rawbody", "uri", "full", "meta", "mimeheader", "uri_detail");
    private static final Set<String> ABOUT_RULES = Set.of("score", "describe", "tflags", "priority");
    /** Keywords whose rules only the network tests can make hit. */
    private static final Set<String> DECLARING = Set.of("askdns", "reuse");
    private static final Set<String> READ_HERE = Set.of("replace_tag", "replace_pre", "replace_inter", "replace_post", "replace_start",
        "replace_end", "required_score", "required_hits", "require_version", "include", "enable_compat");
    private static final int DEEPEST_INCLUDE = 10;

    private RuleSetup setup;
    private final RuleDrafts drafts = new RuleDrafts();
    private final List<RuleOption> options = new ArrayList<>();
    private final List<RuleWarning> warnings = new ArrayList<>();
    private final IgnoredKeywords ignored = new IgnoredKeywords();
    private int depth;
    private boolean leaveFile;

    RuleFileReader(RuleSetup setup) {
        this.setup = setup;
    }

    void read(SpamRuleFile file) {
        ConditionalBlocks blocks = new ConditionalBlocks(() -> setup);
        int number = 0;
        leaveFile = false;
        for (String line : lines(file.text())) {
            number++;
            String text = withoutComment(line);
            if (!text.isEmpty() && !leaveFile) {
                line(text, new RulePlace(file.name(), number), blocks);
            }
        }
        leaveFile = false;
        if (blocks.open()) {
            warnings.add(new RuleWarning(file.name(), number, "an if has no endif"));
        }
    }

    SpamRules rules() {
        RuleOptions all = new RuleOptions(options);
        List<SpamRule> rules = drafts.compile(setup, all, warnings);
        return new SpamRules(rules, all, warnings, ignored.notes());
    }

    private static String[] lines(String text) {
        return text.indexOf('\r') < 0 ? text.split("\n", -1) : LINE_END.split(text, -1);
    }

    private static String withoutComment(String line) {
        if (line.startsWith("#")) {
            return "";
        }
        String text = line.indexOf('#') < 0 ? line : COMMENT.matcher(line).replaceFirst("").replace("\\#", "#");
        return text.strip();
    }

    private void line(String text, RulePlace place, ConditionalBlocks blocks) {
        try {
            Matcher language = LANGUAGE.matcher(text);
            String chosen = text;
            if (text.startsWith("lang") && language.matches()) {
                if (!setup.language().toLowerCase(Locale.ROOT).startsWith(language.group(1).toLowerCase(Locale.ROOT))) {
                    return;
                }
                chosen = language.group(2);
            }
            String[] words = firstWord(chosen);
            String keyword = words[0].toLowerCase(Locale.ROOT).replace('-', '_');
            String value = words.length > 1 ? words[1] : "";
            if (blocks.handles(keyword, value)) {
                return;
            }
            if (blocks.reading()) {
                directive(keyword, value, place);
            } else if (TESTS.contains(keyword) || DECLARING.contains(keyword)) {
                drafts.named(firstWord(value)[0]).passOver();
            }
        } catch (IllegalArgumentException e) {
            warnings.add(place.warning(e.getMessage()));
        }
    }

    /** The first word and, where there is more, all behind the white space that follows it. */
    private static String[] firstWord(String text) {
        int end = 0;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        int next = end;
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        return next == end ? new String[] {text} : new String[] {text.substring(0, end), text.substring(next)};
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void directive(String keyword, String value, RulePlace place) {
        if (TESTS.contains(keyword) || ABOUT_RULES.contains(keyword)) {
            aboutRule(keyword, value, place);
            return;
        }
        if (DECLARING.contains(keyword)) {
            declare(keyword, value, place);
        }
        switch (keyword) {
            case "replace_rules" -> {
                for (String rule : SPACES.split(value)) {
                    drafts.named(name(rule)).replaceTags();
                }
            }
            case "include" -> include(value, place);
            case "require_version" -> requireVersion(value);
            case "loadplugin", "tryplugin" -> load(keyword, value, place);
            default -> option(keyword, value, place);
        }
    }

    private void declare(String keyword, String value, RulePlace place) {
        String[] words = firstWord(value);
        RuleDraft draft = drafts.named(name(words[0]));
        if (keyword.equals("askdns") && words.length > 1) {
            draft.define(keyword, words[1], place);
        } else {
            draft.declare(place);
        }
    }

    private void option(String written, String value, RulePlace place) {
        String keyword = written.replace("whitelist", "welcomelist").replace("blacklist", "blocklist");
        options.add(new RuleOption(keyword, value, place.file(), place.line()));
        if (!READ_HERE.contains(keyword) && !setup.tests().knowsKeyword(keyword) && !ignored.covers(keyword, place)) {
            throw new IllegalArgumentException("the keyword " + written + " is not known");
        }
    }

    private void aboutRule(String keyword, String value, RulePlace place) {
        String[] words = firstWord(value);
        if (words.length < 2 || words[1].isEmpty()) {
            throw new IllegalArgumentException("must be: " + keyword + " NAME value");
        }
        RuleDraft draft = drafts.named(name(words[0]));
        switch (keyword) {
            case "score" -> draft.score(words[1], place);
            case "describe" -> draft.describe(words[1]);
            case "tflags" -> draft.flags(words[1]);
            case "priority" -> {
                if (!PRIORITY.matcher(words[1]).matches()) {
                    throw new IllegalArgumentException("not a priority: " + words[1]);
                }
                draft.priority(Integer.parseInt(words[1]));
            }
            default -> draft.define(keyword, words[1], place);
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a rule: " + text);
        }
        return text;
    }

    private void include(String name, RulePlace place) {
        Optional<SpamRuleFile> file = setup.includes().apply(name, place.file());
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the file " + name + " cannot be included: it is not there");
        }
        if (depth >= DEEPEST_INCLUDE) {
            throw new IllegalArgumentException("files include each other too deeply");
        }
        depth++;
        read(file.get());
        depth--;
    }

    private void load(String keyword, String value, RulePlace place) {
        String plugin = firstWord(value)[0];
        setup = setup.loading(plugin);
        options.add(new RuleOption(keyword, value, place.file(), place.line()));
        if (keyword.equals("loadplugin") && !Condition.hasPlugin(plugin, setup.tests())) {
            throw new IllegalArgumentException("there is no plugin " + plugin + " here; rules that ask for it are left out");
        }
    }

    private void requireVersion(String version) {
        boolean open = version.startsWith("@@");
        if (!open && !version.matches("4(?:\\..*)?")) {
            leaveFile = true;
            throw new IllegalArgumentException("the file requires version " + version + " of the rule language; its rest is left out");
        }
    }
}
