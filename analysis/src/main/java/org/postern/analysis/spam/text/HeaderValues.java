// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers which values a message has for a header as rules name it, pseudo headers included. */
final class HeaderValues {
    private static final Pattern FIRST_FIELD = Pattern.compile("^[^ \\t]", Pattern.MULTILINE);
    private static final Pattern HOST_NAME = Pattern.compile("(?<![._-])(\\S{1,251}\\.([a-zA-Z0-9-]{2,63}))(?![._-])(?![a-zA-Z0-"
        + "9-])(?!\\.[a-zA-Z0-9])");
    private static final Pattern ADDRESS = Pattern.compile("(?<!\\.)\\b(" + IpText.ANY + ")\\b(?!\\.)");

    private final MailText mail;
    private final DomainBoundaries boundaries;

    HeaderValues(MailText mail, DomainBoundaries boundaries) {
        this.mail = mail;
        this.boundaries = boundaries;
    }

    List<String> of(HeaderSelectors selector) {
        boolean raw = selector.has(HeaderSelectors.Form.RAW);
        switch (selector.name()) {
            case "ALL":
                return raw ? rawLines() : decodedLines();
            case "ALL-TRUSTED":
                return joined(range(-1, mail.relays().lastTrusted() + 1, raw));
            case "ALL-INTERNAL":
                return joined(range(-1, mail.relays().lastInternal() + 1, raw));
            case "ALL-UNTRUSTED":
                return joined(range(mail.relays().lastTrusted() + 1, Integer.MAX_VALUE, raw));
            case "ALL-EXTERNAL":
                return joined(range(mail.relays().lastInternal() + 1, Integer.MAX_VALUE, raw));
            default:
                return parts(selector, selected(selector));
        }
    }

    private List<String> selected(HeaderSelectors selector) {
        boolean raw = selector.has(HeaderSelectors.Form.RAW);
        List<String> values = switch (Octets.lower(selector.name())) {
            case "envelopefrom" -> mail.envelopeFrom().map(List::of).orElse(List.of());
            case "x-spam-relays-untrusted" -> List.of(RelayTrace.text(mail.relays().untrusted()));
            case "x-spam-relays-trusted" -> List.of(RelayTrace.text(mail.relays().trusted()));
            case "x-spam-relays-external" -> List.of(RelayTrace.text(mail.relays().external()));
            case "x-spam-relays-internal" -> List.of(RelayTrace.text(mail.relays().internal()));
            case "tocc" -> fields(raw, "To", "Cc");
            case "messageid" -> selector.name().equals("MESSAGEID")
                ? fields(raw, "X-Message-Id", "Resent-Message-Id", "X-Original-Message-ID", "Message-Id") : fields(raw, "MessageId");
            case "x-languages", "x-languages-length" -> TextLanguages.wanted(mail.options()) ? languages(selector) : named(selector);
            case RelayCountries.HEADER, RelayCountries.HEADER + "-external", RelayCountries.HEADER + "-all",
                RelayCountries.HEADER + "-auth" -> countries(selector);
            default -> named(selector);
        };
        if (values.isEmpty()) {
            return values;
        }
        if (selector.has(HeaderSelectors.Form.FIRST)) {
            return values.subList(0, 1);
        }
        return selector.has(HeaderSelectors.Form.LAST) ? values.subList(values.size() - 1, values.size()) : values;
    }

    private List<String> languages(HeaderSelectors selector) {
        TextLanguages found = mail.languages();
        return List.of(Octets.lower(selector.name()).equals("x-languages") ? String.join(" ", found.languages())
            : Integer.toString(found.length()));
    }

    /** What a message says of itself under this name counts for nothing. */
    private List<String> countries(HeaderSelectors selector) {
        return mail.countries().flatMap(known -> known.of(Octets.lower(selector.name()), mail.relays())).stream().toList();
    }

    private List<String> named(HeaderSelectors selector) {
        boolean asWritten = selector.has(HeaderSelectors.Form.RAW) || selector.has(HeaderSelectors.Form.ADDR)
            || selector.has(HeaderSelectors.Form.NAME);
        return mail.root().fields().named(selector.name()).stream()
            .map(field -> asWritten ? field.raw() : field.decoded() + "\n").toList();
    }

    private List<String> fields(boolean raw, String... names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            for (MailFields.Field field : mail.root().fields().named(name)) {
                values.add(raw ? field.raw().replaceAll("\\r?\\n\\s+", " ") : field.decoded() + "\n");
            }
        }
        return values;
    }

    private List<String> parts(HeaderSelectors selector, List<String> values) {
        List<String> parts = values;
        if (selector.has(HeaderSelectors.Form.ADDR)) {
            parts = values.stream().flatMap(value -> mail.mailboxes(value).stream()).flatMap(box -> box.address().stream()).toList();
        } else if (selector.has(HeaderSelectors.Form.NAME)) {
            boolean raw = selector.has(HeaderSelectors.Form.RAW);
            parts = values.stream().flatMap(value -> mail.mailboxes(value).stream()).flatMap(box -> box.name().stream())
                .map(name -> raw ? name : displayName(name)).toList();
        }
        if (selector.has(HeaderSelectors.Form.HOST) || selector.has(HeaderSelectors.Form.DOMAIN)) {
            boolean addresses = selector.has(HeaderSelectors.Form.ADDR);
            boolean domain = selector.has(HeaderSelectors.Form.DOMAIN);
            return parts.stream().flatMap(value -> host(value, addresses).stream())
                .map(host -> domain ? boundaries.registered(host) : host).toList();
        }
        if (selector.has(HeaderSelectors.Form.IP) || selector.has(HeaderSelectors.Form.REVIP)) {
            return parts.stream().flatMap(value -> address(value).stream())
                .map(ip -> selector.has(HeaderSelectors.Form.REVIP) ? ReverseIp.of(ip) : ip).toList();
        }
        return parts;
    }

    private static String displayName(String written) {
        String name = FieldDecoder.words("", written);
        if (Octets.isBlank(name)) {
            return name;
        }
        String shown = Octets.trim(Octets.collapse(name));
        return shown.length() > 1 && shown.startsWith("'") && shown.endsWith("'") ? shown.substring(1, shown.length() - 1) : shown;
    }

    private Optional<String> host(String value, boolean address) {
        if (address) {
            int at = value.lastIndexOf('@');
            int end = at + 1;
            while (end < value.length() && !Octets.isSpace(value.charAt(end))) {
                end++;
            }
            return at >= 0 && end > at + 1 ? Optional.of(value.substring(at + 1, end)) : Optional.empty();
        }
        int at = value.lastIndexOf('@');
        Optional<String> behindAt = at < 0 ? Optional.empty() : firstHost(value.substring(at + 1));
        return behindAt.isPresent() ? behindAt : firstHost(value);
    }

    private Optional<String> firstHost(String text) {
        Matcher host = HOST_NAME.matcher(text);
        while (host.find()) {
            if (boundaries.isTopLevel(Octets.lower(host.group(2))) && HostNames.isFqdn(host.group(1))) {
                return Optional.of(host.group(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> address(String value) {
        Matcher address = ADDRESS.matcher(value);
        return address.find() ? Optional.of(address.group(1)) : Optional.empty();
    }

    private List<String> decodedLines() {
        return mail.headerText().isEmpty() ? List.of() : List.of(mail.headerText());
    }

    private List<String> rawLines() {
        List<String> lines = new ArrayList<>();
        String header = mail.pristineHeader();
        Matcher first = FIRST_FIELD.matcher(header);
        int from = first.find() ? first.start() : header.length();
        for (int end = fieldEnd(header, from); end > 0; end = fieldEnd(header, from)) {
            lines.add(header.substring(from, end));
            from = end;
        }
        return lines;
    }

    /** Behind the first line end that no fold follows; -1 when there is none. */
    private static int fieldEnd(String header, int from) {
        int end = header.indexOf('\n', from + 1);
        while (end >= 0 && end + 1 < header.length() && (header.charAt(end + 1) == ' ' || header.charAt(end + 1) == '\t')) {
            end = header.indexOf('\n', end + 1);
        }
        return end < 0 ? -1 : end + 1;
    }

    /** Fields from the one Received field to the other; what stands below a Received field came before that hop. */
    private List<String> range(int from, int to, boolean raw) {
        if (to < 0) {
            return List.of();
        }
        List<String> lines = raw ? rawLines() : decodedLines().stream().flatMap(text -> text.lines().map(line -> line + "\n")).toList();
        List<String> kept = new ArrayList<>();
        int hop = -1;
        for (String line : lines) {
            if (line.regionMatches(true, 0, "Received:", 0, 9)) {
                hop++;
            }
            if (hop >= from && hop < to) {
                kept.add(line);
            } else if (hop == to) {
                kept.add(line);
                break;
            }
        }
        return kept;
    }

    private static List<String> joined(List<String> lines) {
        return lines.isEmpty() ? List.of() : List.of(String.join("", lines));
    }
}
