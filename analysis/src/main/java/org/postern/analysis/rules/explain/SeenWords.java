// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.MacroCheck;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.UriHost;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

/** Says of an object that holds what was seen in the message, for people who have never read a rule. */
final class SeenWords {
    private static final int LONGEST = 80;
    private final ConditionText words = new ConditionText();

    /** Such as {@code the sender is anna@example.org}. */
    String ofSender(WhoCondition condition, Facts facts) {
        String sender = facts.envelope().sender();
        if (condition instanceof WhoCondition.ClientNetwork network) {
            return "it came from the address " + facts.client().address()
                + (network.text().equals(facts.client().address()) ? "" : " in " + network.text());
        }
        if (condition instanceof WhoCondition.Address || condition instanceof WhoCondition.Domain
            || condition instanceof WhoCondition.AddressPattern) {
            return sender.isEmpty() ? "it has no sender, as bounces have" : "the sender is " + cut(sender);
        }
        if (condition instanceof WhoCondition.HeaderFrom) {
            return "its From field names " + cut(facts.header("From").orElse("nobody"));
        }
        return condition instanceof WhoCondition.DirectoryTest test ? "the sender " + directory(test)
            : words.of(condition) + " holds for the sender";
    }

    /** Such as {@code it is for anna@example.org}. */
    String ofRecipient(WhoCondition condition, String recipient) {
        return condition instanceof WhoCondition.DirectoryTest test ? recipient + ' ' + directory(test) : "it is for " + recipient;
    }

    private static String directory(WhoCondition.DirectoryTest test) {
        String where = test.profile().map(name -> " in the directory " + name).orElse(" in the directory");
        if (test instanceof WhoCondition.DirectoryGroup group) {
            return "is a member of the group " + cut(group.group()) + where;
        }
        if (test instanceof WhoCondition.DirectoryAccount account) {
            return "is the account " + cut(account.account()) + where;
        }
        return (test.negated() ? "is not known" : "is known") + where;
    }

    /** Such as {@code its spam score is 7.4, and 3 is enough}. */
    String of(WhatCondition condition, MessageSubject subject, String recipient) {
        Facts facts = subject.facts();
        if (condition instanceof WhatCondition.SpamLevel spam) {
            double score = facts.spam().score();
            return score >= spam.atLeast() ? "its spam score is " + points(score) + ", and " + points(spam.atLeast()) + " is enough"
                : "the sender is on the blocklist of " + recipient;
        }
        if (condition instanceof WhatCondition.Listed listed) {
            return facts.lists().stream().filter(hit -> hit.list().equals(listed.list()) && hit.concerns(recipient)).findFirst()
                .map(hit -> "the entry " + cut(hit.entry()) + " of the list " + listed.list() + " speaks of it")
                .orElse("the list " + listed.list() + " speaks of it");
        }
        if (condition instanceof WhatCondition.Virus) {
            return facts.virus().findings().stream().filter(finding -> !finding.heuristic())
                .map(finding -> finding.engine() + " found " + finding.name() + " in it").distinct().collect(Collectors.joining(", "));
        }
        if (condition instanceof WhatCondition.AnomalyKind kind) {
            return facts.anomalies().stream().filter(anomaly -> anomaly.kind().startsWith(kind.prefix())).findFirst()
                .map(anomaly -> "its form is at fault (" + anomaly.kind() + ": " + cut(anomaly.detail()) + ")").orElse(words.of(condition));
        }
        if (condition instanceof WhatCondition.UriDomain domain) {
            return facts.uris().stream().map(UriHost::of).filter(host -> host.endsWith(domain.domain().toLowerCase(Locale.ROOT)))
                .findFirst().map(host -> "it links to " + cut(host)).orElse("it links to " + domain.domain());
        }
        if (condition instanceof WhatCondition.Patterned patterned) {
            return matched(patterned, subject);
        }
        if (condition instanceof AuthenticationCheck check) {
            return check.method() + " ended with " + check.word() + by(check, facts);
        }
        return plain(condition, facts);
    }

    private static String by(AuthenticationCheck check, Facts facts) {
        String domain = switch (check.method()) {
            case SPF -> facts.authentication().spf().domain();
            case DMARC -> facts.authentication().dmarc().domain();
            case DKIM -> facts.authentication().dkim().stream().filter(one -> one.result() == check.result()).findFirst()
                .map(one -> one.domain()).orElse("");
        };
        return domain.isEmpty() ? "" : " for " + cut(domain);
    }

    private String plain(WhatCondition condition, Facts facts) {
        if (condition instanceof WhatCondition.Unscanned) {
            return "its virus scan did not finish";
        }
        if (condition instanceof WhatCondition.MessageSize) {
            return "it has " + facts.size() + " bytes";
        }
        if (condition instanceof WhatCondition.RecipientCount) {
            return "it has " + facts.envelope().recipients().size() + " recipients";
        }
        if (condition instanceof MacroCheck macro) {
            return switch (macro.grade()) {
                case ANY -> "a document in it has macros";
                case AUTO -> "a document in it has macros that run by themselves";
                case SUSPICIOUS -> "a document in it has macros that reach beyond the document";
            };
        }
        if (condition instanceof WhatCondition.Tls tls) {
            return tls.used() ? "it came encrypted" : "it came without encryption";
        }
        return words.of(condition) + " holds";
    }

    private String matched(WhatCondition.Patterned condition, MessageSubject subject) {
        TextPattern pattern = condition.pattern();
        boolean whole = condition instanceof WhatCondition.FileName || condition instanceof WhatCondition.ArchiveFileName;
        List<String> texts = condition.texts(subject).stream().filter(text -> whole ? pattern.matches(text) : pattern.finds(text))
            .distinct().limit(3).toList();
        if (condition instanceof WhatCondition.BodyText || texts.isEmpty()) {
            return subjectOf(condition) + " fits " + cut(pattern.source());
        }
        return subjectOf(condition) + ' ' + texts.stream().map(text -> '\u201c' + cut(text) + '\u201d').collect(Collectors.joining(", "))
            + " fits " + cut(pattern.source());
    }

    private static String subjectOf(WhatCondition.Patterned condition) {
        if (condition instanceof WhatCondition.HeaderMatch header) {
            return "the field " + header.field();
        }
        return switch (condition.source()) {
            case "file-name" -> "the file name";
            case "content-type" -> "the type of a part";
            case "archive-file-name" -> "the name of a file in it";
            case "archive-content" -> "the type of a file in it";
            case "body" -> "the text";
            case "uri" -> "the link";
            default -> condition.source();
        };
    }

    static String points(double score) {
        String text = String.format(Locale.ROOT, "%.1f", score);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** On one line and not long: a stranger wrote it. */
    static String cut(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + '\u2026';
    }
}
