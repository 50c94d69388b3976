// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.facts.HeaderField;

/** Tokens of header fields. Fields that lists, filters and mailboxes add are left out: they tell how mail came here, not what it is. */
final class HeaderTokens {
    private static final Set<String> IGNORED = Set.of(("sender x-sender delivered-to delivery-date envelope-to x-envelope-to"
        + " x-mime-autoconverted x-converted-to-plain-text subject date x-list mailing-list x-mailing-list list-archive list-help list-id"
        + " list-owner list-post list-subscribe list-unsubscribe list-host list-manager list-admin list-comment list-name list-url"
        + " x-unsub x-unsubscribe x-mailman-version x-beenthere x-loop mail-followup-to x-egroups-return x-egroups-from x-mdmailing-list"
        + " x-xemacs-list resent-from resent-to resent-date x-resent-from x-resent-to x-resent-date original-from original-to"
        + " original-date x-original-from x-original-to x-original-date x-mailscanner x-mailscanner-spamcheck x-antispam x-rbl-warning"
        + " x-mdaemon-deliver-to x-mass-check-id x-pyzor x-filtered-by x-scanned-by x-scanner x-ap-spam-score x-ap-spam-status"
        + " x-ripe-spam-status x-smtpd spam-apparently-to x-spam-apparently-to spam x-perlmx-spam x-bogosity content-class thread-index"
        + " thread-topic x-originalarrivaltime status x-status x-flags x-keywords replied forwarded lines content-length x-uid x-uidl"
        + " x-imapbase x-gnus-mail-source xref autocrypt").split(" "));
    private static final Set<String> PRESENCE_ONLY = Set.of("x-face", "dkim-signature", "domainkey-signature", "x-google-dkim-signature",
        "arc-seal", "arc-message-signature", "x-pgp-fingerprint", "x-gpg-fingerprint", "x-gnupg-fingerprint", "x-pgp-key-fingerprint",
        "x-gpg-key-fingerprint", "x-gnupg-key-fingerprint");
    private static final Set<String> ADDRESSES = Set.of("return-path", "from", "to", "cc", "reply-to", "errors-to", "sender",
        "x-from", "x-to", "x-cc", "x-reply-to", "x-errors-to", "resent-cc", "resent-reply-to");
    private static final Set<String> MESSAGE_IDS = Set.of("message-id", "x-message-id", "resent-message-id");
    private static final Map<String, String> SHORT = Map.ofEntries(Map.entry("Message-Id", "*m"), Map.entry("Message-ID", "*M"),
        Map.entry("Received", "*r"), Map.entry("User-Agent", "*u"), Map.entry("References", "*f"), Map.entry("In-Reply-To", "*i"),
        Map.entry("From", "*F"), Map.entry("Reply-To", "*R"), Map.entry("X-Mailer", "*x"),
        Map.entry("X-Authentication-Warning", "*a"), Map.entry("Organization", "*o"), Map.entry("Organisation", "*o"),
        Map.entry("Content-Type", "*c"));
    /** The servers nearest to where the message began say most. */
    private static final int RECEIVED_KEPT = 2;

    private HeaderTokens() {
    }

    static void collect(List<HeaderField> fields, LineTokens lines) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        List<HeaderField> received = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase("Received")) {
                received.add(field);
            } else if (!isIgnored(field.name())) {
                add(texts, field);
            }
        }
        received.subList(Math.max(0, received.size() - RECEIVED_KEPT), received.size()).forEach(field -> add(texts, field));
        texts.forEach((name, text) -> lines.line(text.toString(), "H" + name + ":", Region.HEADER));
    }

    /** Whether a field is left out by its name alone. */
    static boolean isIgnored(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return IGNORED.contains(lower) || lower.startsWith("x-spamcop-") || lower.startsWith("x-bugzilla-") || lower.startsWith("x-vm-");
    }

    private static void add(Map<String, StringBuilder> texts, HeaderField field) {
        String lower = field.name().toLowerCase(Locale.ROOT);
        String value = chewed(lower, field.value());
        switch (lower) {
            case "in-reply-to", "references", "message-id" -> append(texts, "*MI", value);
            case "from", "to", "cc" -> append(texts, "*Ad", value);
            case "x-mailer", "user-agent" -> append(texts, "*UA", value);
            default -> {
                // Fields of no group stand under their own name only.
            }
        }
        append(texts, SHORT.getOrDefault(field.name(), field.name()), value);
    }

    private static String chewed(String name, String value) {
        if (PRESENCE_ONLY.contains(name)) {
            return "present";
        }
        if (MESSAGE_IDS.contains(name)) {
            return FieldChewing.messageId(value);
        }
        if (ADDRESSES.contains(name)) {
            return AddressTokens.ofField(value);
        }
        return switch (name) {
            case "received" -> FieldChewing.received(value);
            case "content-type" -> FieldChewing.contentType(value);
            case "mime-version" -> value.replace("1.0", "");
            default -> value;
        };
    }

    private static void append(Map<String, StringBuilder> texts, String name, String value) {
        texts.computeIfAbsent(name, any -> new StringBuilder()).append(value).append(' ');
    }
}
