// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.Bounds;
import org.postern.analysis.rules.what.FactPath;
import org.postern.analysis.rules.what.FactTest;
import org.postern.analysis.rules.what.MacroCheck;
import org.postern.analysis.rules.what.WhatCondition;

/** The kinds of what objects. */
final class WhatKinds {
    private WhatKinds() {
    }

    static List<Kind<WhatCondition>> all() {
        List<Kind<WhatCondition>> kinds = new ArrayList<>();
        kinds.add(Kind.of("spam-level", List.of(Field.of("spam-level", Field.Type.NUMBER)), WhatCondition.SpamLevel.class,
            values -> new WhatCondition.SpamLevel(values.number("spam-level")),
            level -> Tree.of("spam-level", Tree.number(level.atLeast()))));
        kinds.add(flag("virus", WhatCondition.Virus.class, new WhatCondition.Virus()));
        kinds.add(flag("unscanned", WhatCondition.Unscanned.class, new WhatCondition.Unscanned()));
        kinds.add(text("anomaly", WhatCondition.AnomalyKind.class, WhatCondition.AnomalyKind::new, WhatCondition.AnomalyKind::prefix));
        kinds.add(text("part-fact", WhatCondition.PartFactKind.class, WhatCondition.PartFactKind::new, WhatCondition.PartFactKind::prefix));
        kinds.add(Kind.of("macro", List.of(Field.choice("macro", true, grades())), MacroCheck.class,
            values -> new MacroCheck(MacroCheck.Grade.valueOf(upper(values.text("macro")))),
            macro -> Tree.of("macro", macro.grade().word())));
        for (AuthenticationCheck.Method method : AuthenticationCheck.Method.values()) {
            kinds.add(Kind.of(method.word(), List.of(Field.choice(method.word(), true, results())), AuthenticationCheck.class,
                values -> new AuthenticationCheck(method, AuthenticationResult.valueOf(upper(values.text(method.word())))),
                check -> Tree.of(check.method().word(), check.word())));
        }
        kinds.add(text("list", WhatCondition.Listed.class, WhatCondition.Listed::new, WhatCondition.Listed::list));
        kinds.add(Kind.of("header", List.of(Field.of("header", Field.Type.TEXT), Field.of("regex", Field.Type.REGEX),
                Field.optional("top-only", Field.Type.TRUTH)), WhatCondition.HeaderMatch.class,
            values -> new WhatCondition.HeaderMatch(values.text("header"), values.regex("regex"), values.truth("top-only", false)),
            header -> Tree.of("header", header.field(), "regex", header.pattern().source(), "top-only", header.topOnly())));
        kinds.add(Kind.of("content-type", List.of(Field.of("content-type", Field.Type.REGEX),
                Field.optional("content-only", Field.Type.TRUTH)), WhatCondition.ContentType.class,
            values -> new WhatCondition.ContentType(values.regex("content-type"), values.truth("content-only", false)),
            type -> Tree.of("content-type", type.pattern().source(), "content-only", type.contentOnly())));
        kinds.add(regex("file-name", WhatCondition.FileName.class, WhatCondition.FileName::new));
        kinds.add(regex("archive-content", WhatCondition.ArchiveContent.class, WhatCondition.ArchiveContent::new));
        kinds.add(regex("archive-file-name", WhatCondition.ArchiveFileName.class, WhatCondition.ArchiveFileName::new));
        kinds.add(regex("body", WhatCondition.BodyText.class, WhatCondition.BodyText::new));
        kinds.add(regex("uri", WhatCondition.UriMatch.class, WhatCondition.UriMatch::new));
        kinds.add(Kind.of("uri-domain", List.of(Field.of("uri-domain", Field.Type.TEXT), Field.optional("subdomains", Field.Type.TRUTH)),
            WhatCondition.UriDomain.class,
            values -> new WhatCondition.UriDomain(values.text("uri-domain"), values.truth("subdomains", false)),
            domain -> Tree.of("uri-domain", domain.domain(), "subdomains", domain.subdomains())));
        kinds.add(range("size", WhatCondition.MessageSize.class, WhatCondition.MessageSize::new, WhatCondition.MessageSize::bytes));
        kinds.add(range("recipients", WhatCondition.RecipientCount.class, WhatCondition.RecipientCount::new,
            WhatCondition.RecipientCount::count));
        kinds.add(range("attachment-size", WhatCondition.AttachmentSize.class, WhatCondition.AttachmentSize::new,
            WhatCondition.AttachmentSize::bytes));
        kinds.add(Kind.of("tls", List.of(Field.of("tls", Field.Type.TRUTH)), WhatCondition.Tls.class,
            values -> new WhatCondition.Tls(values.truth("tls", true)), tls -> Tree.of("tls", tls.used())));
        kinds.add(Kind.of("fact", List.of(Field.of("fact", Field.Type.TEXT), Field.optional("equals", Field.Type.TEXT),
            Field.optional("regex", Field.Type.REGEX), Field.optional("number", Field.Type.RANGE)), FactTest.class, WhatKinds::fact,
                WhatKinds::fact));
        return kinds;
    }

    private static List<String> grades() {
        return Arrays.stream(MacroCheck.Grade.values()).map(MacroCheck.Grade::word).toList();
    }

    private static List<String> results() {
        return Arrays.stream(AuthenticationResult.values()).map(result -> result.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static <S extends WhatCondition> Kind<WhatCondition> flag(String name, Class<S> type, WhatCondition condition) {
        return Kind.of(name, List.of(Field.of(name, Field.Type.FLAG)), type, values -> {
            values.requireTrue(name);
            return condition;
        }, any -> Tree.of(name, true));
    }

    private static <S extends WhatCondition> Kind<WhatCondition> text(String name, Class<S> type, Function<String, S> make,
                                                                      Function<S, String> text) {
        return Kind.of(name, List.of(Field.of(name, Field.Type.TEXT)), type, values -> make.apply(values.text(name)),
            condition -> Tree.of(name, text.apply(condition)));
    }

    private static <S extends WhatCondition.Patterned> Kind<WhatCondition> regex(String name, Class<S> type,
                                                                                 Function<TextPattern, S> make) {
        return Kind.of(name, List.of(Field.of(name, Field.Type.REGEX)), type, values -> make.apply(values.regex(name)),
            condition -> Tree.of(name, condition.pattern().source()));
    }

    private static <S extends WhatCondition> Kind<WhatCondition> range(String name, Class<S> type, Function<Bounds, S> make,
                                                                       Function<S, Bounds> bounds) {
        return Kind.of(name, List.of(Field.of(name, Field.Type.RANGE)), type, values -> make.apply(values.range(name)),
            condition -> Tree.of(name, Ranges.text(bounds.apply(condition))));
    }

    private static WhatCondition fact(Values values) {
        return new FactTest(FactPath.parse(values.text("fact")), values.optional("equals"),
            values.has("regex") ? Optional.of(values.regex("regex")) : Optional.empty(),
            values.has("number") ? Optional.of(values.range("number")) : Optional.empty());
    }

    private static Map<String, Object> fact(FactTest test) {
        Map<String, Object> tree = Tree.of("fact", test.path().toString());
        test.equals().ifPresent(text -> tree.put("equals", text));
        test.matches().ifPresent(pattern -> tree.put("regex", pattern.source()));
        test.number().ifPresent(bounds -> tree.put("number", Ranges.text(bounds)));
        return tree;
    }
}
