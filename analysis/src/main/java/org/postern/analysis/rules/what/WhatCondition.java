// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartField;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.who.MailAddressText;

/** One test on what a message is. */
public sealed interface WhatCondition permits WhatCondition.OfMessage, WhatCondition.OfRecipient,
    WhatCondition.OfPart, WhatCondition.Patterned, FactTest, AuthenticationCheck, MacroCheck {

    /**
     * What it finds.
     *
     * @param recipient for whom the message is looked at; only a test {@link OfRecipient} cares
     */
    PartMarks marks(MessageSubject subject, String recipient);

    /** A test on the message as a whole. */
    sealed interface OfMessage extends WhatCondition {
        boolean holds(MessageSubject subject);

        @Override
        default PartMarks marks(MessageSubject subject, String recipient) {
            return PartMarks.whole(holds(subject));
        }
    }

    /** A test whose answer may differ between recipients, because they have lists of their own. */
    sealed interface OfRecipient extends WhatCondition {
        boolean holds(MessageSubject subject, String recipient);

        @Override
        default PartMarks marks(MessageSubject subject, String recipient) {
            return PartMarks.whole(holds(subject, recipient));
        }
    }

    /** A test on one part after the other. */
    sealed interface OfPart extends WhatCondition {
        boolean holds(MessageSubject subject, Part part);

        @Override
        default PartMarks marks(MessageSubject subject, String recipient) {
            BitSet found = new BitSet();
            for (Part part : subject.facts().parts()) {
                if (holds(subject, part)) {
                    found.set(part.number());
                }
            }
            return subject.marks(found);
        }
    }

    /** A test with a regular expression, which an index can rule out by the texts it would look at. */
    sealed interface Patterned extends WhatCondition {
        TextPattern pattern();

        /** The texts it looks at. */
        List<String> texts(MessageSubject subject);

        /** Tests with the same source look at the same texts. */
        String source();
    }

    /**
     * Spam score of at least this many points, compared as a decimal number. Recipients whose own welcomelist has the sender are left
     * out; for those whose own blocklist has it the test holds whatever the score.
     */
    record SpamLevel(double atLeast) implements OfRecipient {
        public SpamLevel {
            if (!Double.isFinite(atLeast)) {
                throw new IllegalArgumentException("not a number of points: " + atLeast);
            }
        }

        @Override
        public boolean holds(MessageSubject subject, String recipient) {
            boolean enough = subject.facts().spam().score() >= atLeast;
            List<ListHit> lists = subject.facts().lists();
            return lists.isEmpty() ? enough
                : enough ? !personal(lists, ListHit.WELCOMELIST, recipient) : personal(lists, ListHit.BLOCKLIST, recipient);
        }

        private static boolean personal(List<ListHit> lists, String list, String recipient) {
            return lists.stream().anyMatch(hit -> hit.list().equals(list) && hit.recipient().isPresent() && hit.concerns(recipient));
        }
    }

    /** An entry of a list speaks of the sender, for everybody or for the recipient. */
    record Listed(String list) implements OfRecipient {
        public Listed {
            if (list.isBlank()) {
                throw new IllegalArgumentException("the name of the list is missing");
            }
        }

        @Override
        public boolean holds(MessageSubject subject, String recipient) {
            return subject.facts().lists().stream().anyMatch(hit -> hit.list().equals(list) && hit.concerns(recipient));
        }
    }

    /** A virus engine named malware; heuristic names do not count. */
    record Virus() implements OfMessage {
        @Override
        public boolean holds(MessageSubject subject) {
            return subject.facts().virus().infected();
        }
    }

    /** Virus scanning did not finish. A rule that names this one may decide on mail that nobody has scanned. */
    record Unscanned() implements OfMessage {
        @Override
        public boolean holds(MessageSubject subject) {
            return subject.facts().virus().status() == VirusScan.Status.UNKNOWN;
        }
    }

    /** An anomaly whose kind begins with a text, such as {@code mime.unparseable} or {@code bound.}. */
    record AnomalyKind(String prefix) implements OfMessage {
        public AnomalyKind {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("the kind of an anomaly is missing");
            }
        }

        @Override
        public boolean holds(MessageSubject subject) {
            for (Anomaly anomaly : subject.facts().anomalies()) {
                if (anomaly.kind().startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Bytes of the message as received. */
    record MessageSize(Bounds bytes) implements OfMessage {
        @Override
        public boolean holds(MessageSubject subject) {
            return bytes.contain(subject.facts().size());
        }
    }

    /** Recipients of the envelope. */
    record RecipientCount(Bounds count) implements OfMessage {
        @Override
        public boolean holds(MessageSubject subject) {
            return count.contain(subject.facts().envelope().recipients().size());
        }
    }

    /** Whether the client handed the message over on an encrypted connection. */
    record Tls(boolean used) implements OfMessage {
        @Override
        public boolean holds(MessageSubject subject) {
            return subject.facts().client().tls().isPresent() == used;
        }
    }

    /** A link to a domain. */
    record UriDomain(String domain, boolean subdomains) implements OfMessage {
        public UriDomain {
            if (domain.isBlank() || domain.startsWith(".") || domain.indexOf('/') >= 0) {
                throw new IllegalArgumentException("not a domain: " + domain);
            }
        }

        @Override
        public boolean holds(MessageSubject subject) {
            String wanted = MailAddressText.comparableDomain(domain);
            return subject.facts().uris().stream().map(UriHost::of).anyMatch(host -> host.equals(wanted)
                || subdomains && host.endsWith('.' + wanted));
        }
    }

    /** A part that the sender sends as a file, of such a size in decoded bytes. */
    record AttachmentSize(Bounds bytes) implements OfPart {
        @Override
        public boolean holds(MessageSubject subject, Part part) {
            return (part.attachment() || part.name().isPresent()) && bytes.contain(part.size())
                && subject.tree().leaves().get(part.number());
        }
    }

    /** A part with a file name that matches an expression as a whole. */
    record FileName(TextPattern pattern) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            List<String> names = new ArrayList<>();
            for (String name : subject.fileNames()) {
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            return names;
        }

        @Override
        public String source() {
            return "file-name";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            List<String> names = subject.fileNames();
            BitSet found = new BitSet();
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).isEmpty() && pattern.matches(names.get(i))) {
                    found.set(subject.facts().parts().get(i).number());
                }
            }
            return subject.marks(found);
        }
    }

    /**
     * A part whose media type matches an expression somewhere: the type told by its content, the declared one, or the one that its name
     * tells.
     *
     * @param contentOnly whether only the type told by the content counts
     */
    record ContentType(TextPattern pattern, boolean contentOnly) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            List<String> all = new ArrayList<>();
            subject.types().forEach(all::addAll);
            return all;
        }

        @Override
        public String source() {
            return "content-type";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            List<Part> parts = subject.facts().parts();
            BitSet found = new BitSet();
            for (int i = 0; i < parts.size(); i++) {
                if (contentOnly ? pattern.finds(parts.get(i).detectedType()) : subject.types().get(i).stream().anyMatch(pattern::finds)) {
                    found.set(parts.get(i).number());
                }
            }
            return subject.marks(found);
        }
    }

    /**
     * A header field whose decoded value matches an expression somewhere. A field of the top part speaks of the whole message, one of a
     * part below of that part.
     *
     * @param topOnly whether only the top part's fields count
     */
    record HeaderMatch(String field, TextPattern pattern, boolean topOnly) implements Patterned {
        public HeaderMatch {
            if (field.isEmpty() || !field.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
                throw new IllegalArgumentException("not a header field name: " + field);
            }
        }

        @Override
        public List<String> texts(MessageSubject subject) {
            List<String> top = subject.header(field.toLowerCase(Locale.ROOT));
            List<String> below = subject.facts().contents().fields().stream().filter(this::named).map(PartField::value).toList();
            return below.isEmpty() ? top : Stream.concat(top.stream(), below.stream()).toList();
        }

        @Override
        public String source() {
            return "header " + field.toLowerCase(Locale.ROOT);
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            if (subject.header(field.toLowerCase(Locale.ROOT)).stream().anyMatch(pattern::finds)) {
                return PartMarks.WHOLE;
            }
            BitSet found = new BitSet();
            if (!topOnly) {
                subject.facts().contents().fields().stream().filter(this::named).filter(other -> pattern.finds(other.value()))
                    .forEach(other -> found.set(other.part()));
            }
            return subject.marks(found);
        }

        private boolean named(PartField other) {
            return other.name().equalsIgnoreCase(field);
        }
    }

    /** Text that a reader sees matches an expression somewhere. */
    record BodyText(TextPattern pattern) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            return subject.facts().contents().texts().stream().map(PartText::text).toList();
        }

        @Override
        public String source() {
            return "body";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            BitSet found = new BitSet();
            subject.facts().contents().texts().stream().filter(text -> pattern.finds(text.text())).forEach(text -> found.set(text.part()));
            return subject.marks(found);
        }
    }

    /** A link matches an expression somewhere. */
    record UriMatch(TextPattern pattern) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            return subject.facts().uris();
        }

        @Override
        public String source() {
            return "uri";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            return PartMarks.whole(subject.facts().uris().stream().anyMatch(pattern::finds));
        }
    }

    /** A part, or a file inside it, whose media type by content, declaration or name matches an expression somewhere. */
    record ArchiveContent(TextPattern pattern) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            return subject.facts().parts().stream().flatMap(ArchiveTexts::types).toList();
        }

        @Override
        public String source() {
            return "archive-content";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            return ArchiveTexts.marks(subject, part -> ArchiveTexts.types(part).anyMatch(pattern::finds));
        }
    }

    /** A part, or a file inside it, whose name without folders matches an expression as a whole. */
    record ArchiveFileName(TextPattern pattern) implements Patterned {
        @Override
        public List<String> texts(MessageSubject subject) {
            return subject.facts().parts().stream().flatMap(ArchiveTexts::names).toList();
        }

        @Override
        public String source() {
            return "archive-file-name";
        }

        @Override
        public PartMarks marks(MessageSubject subject, String recipient) {
            return ArchiveTexts.marks(subject, part -> ArchiveTexts.names(part).anyMatch(pattern::matches));
        }
    }

    /** Looking into a part told something whose kind begins with a text, such as {@code archive.encrypted}. */
    record PartFactKind(String prefix) implements OfPart {
        public PartFactKind {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("the kind of the fact is missing");
            }
        }

        @Override
        public boolean holds(MessageSubject subject, Part part) {
            return part.facts().stream().anyMatch(fact -> fact.kind().startsWith(prefix))
                || part.members().stream().flatMap(member -> member.facts().stream()).anyMatch(kind -> kind.startsWith(prefix));
        }
    }
}
