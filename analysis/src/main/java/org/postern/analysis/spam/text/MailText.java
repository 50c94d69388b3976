// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/** A message in all the forms that spam rules and tests ask for, made from its bytes. */
public final class MailText implements SpamMessage {
    private static final int MOST_OF_BODY_PART = 50_000;
    private static final int MOST_OF_RAW_PART = 500_000;

    private final RuleOptions options;
    private final MailParser.Parsed parsed;
    private final List<MimeNode> nodes;
    private final Optional<String> knownSender;
    private final HeaderValues headerValues;
    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, List<MailAddresses.Mailbox>> mailboxes = new HashMap<>();
    private RelayTrace relays;
    private Optional<Relay> client = Optional.empty();
    private Optional<String> envelopeFrom;
    private List<String> body;
    private List<String> rawBody;
    private List<UriDetail> uriDetails;
    private List<String> uris;
    private boolean uriTruncated;
    private String headerText;
    private TextLanguages languages;
    private Optional<RelayCountries> countries = Optional.empty();

    private MailText(String message, Optional<String> knownSender, RuleOptions options) {
        this.options = options;
        this.knownSender = knownSender;
        this.parsed = MailParser.parse(message);
        this.nodes = parsed.root().tree();
        this.headerValues = new HeaderValues(this, DomainBoundaries.of(options));
    }

    /**
     * Reads a message. The bytes should be bounded by the caller: all of them are held in memory, about three times.
     *
     * @param message raw, with or without the line that mailbox files put first
     * @param sender  envelope sender without angle brackets, when it is known better than the message tells
     * @param options of the rule set: networks, registries, sizes
     */
    public static MailText read(byte[] message, Optional<String> sender, RuleOptions options) {
        return new MailText(new String(message, StandardCharsets.ISO_8859_1), sender, options);
    }

    @Override
    public Optional<String> header(String selector) {
        List<String> all = values(selector);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(all.get(0).endsWith("\n") ? "" : "\n", all));
    }

    /** All values of a header as rules name it, in order. */
    public List<String> values(String selector) {
        List<String> known = values.get(selector);
        if (known == null) {
            known = headerValues.of(HeaderSelectors.parse(selector));
            values.put(selector, known);
        }
        return known;
    }

    /** One value for tests that want one: the first for parts of fields such as addresses, else all together; empty when there is none. */
    public String value(String selector) {
        List<String> all = values(selector);
        if (all.isEmpty()) {
            return "";
        }
        if (!selector.equals("EnvelopeFrom") && (selector.indexOf(':') < 0 || !HeaderSelectors.parse(selector).isPart())) {
            return String.join("", all);
        }
        String first = all.get(0);
        return first.endsWith("\n") ? first.substring(0, first.length() - 1) : first;
    }

    @Override
    public List<String> body() {
        if (body == null) {
            List<MailFields.Field> subjects = root().fields().named("Subject");
            String subject = subjects.isEmpty() ? "\n" : subjects.get(subjects.size() - 1).decoded() + "\n";
            body = BodyText.rendered(subject, leaves(), Rendering::text, number("body_part_scan_size", MOST_OF_BODY_PART));
        }
        return body;
    }

    /** Puts other lines in place of the body's: some tests take addresses out of it, and later rules see what is left. */
    public void replaceBody(List<String> lines) {
        body = List.copyOf(lines);
    }

    @Override
    public List<String> rawBody() {
        if (rawBody == null) {
            rawBody = BodyText.raw(leaves(), number("rawbody_part_scan_size", MOST_OF_RAW_PART));
        }
        return rawBody;
    }

    @Override
    public List<String> uris() {
        if (uris == null) {
            uris = uriDetails().stream().flatMap(detail -> detail.cleaned().stream()).distinct().toList();
        }
        return uris;
    }

    @Override
    public List<UriDetail> uriDetails() {
        if (uriDetails == null) {
            MailUris found = new MailUris(CleanUris.of(options), DomainBoundaries.of(options));
            found.addFromText(body());
            html().forEach(found::addFromHtml);
            if (!options.last("parse_dkim_uris", "1").equals("0")) {
                values("DomainKey-Signature").forEach(found::addFromSignature);
                values("DKIM-Signature").forEach(found::addFromSignature);
            }
            uriDetails = found.details();
            uriTruncated = found.truncated();
        }
        return uriDetails;
    }

    /** Whether a URI was so long that it was cut. */
    public boolean uriTruncated() {
        uriDetails();
        return uriTruncated;
    }

    @Override
    public String full() {
        return parsed.header() + parsed.body();
    }

    @Override
    public List<SpamPart> parts() {
        return List.copyOf(nodes);
    }

    /** The whole message as an entity. */
    public MimeNode root() {
        return parsed.root();
    }

    /** The entities in order, the message first. */
    public List<MimeNode> nodes() {
        return nodes;
    }

    /** Entities that hold no others. */
    public List<MimeNode> leaves() {
        return nodes.stream().filter(MimeNode::isLeaf).toList();
    }

    /** Facts about the HTML parts, in order. */
    public List<HtmlFacts> html() {
        return leaves().stream().flatMap(leaf -> leaf.rendered().stream()).flatMap(rendering -> rendering.html().stream()).toList();
    }

    /** The header as received, with the empty line. */
    public String pristineHeader() {
        return parsed.header();
    }

    /** The body as received. */
    public String pristineBody() {
        return parsed.body();
    }

    /** The decoded header, a line a field. */
    public String headerText() {
        if (headerText == null) {
            headerText = root().fields().text();
        }
        return headerText;
    }

    /** Whether a fault of form was met, by the name that rules have for it. */
    public boolean hasFault(String name) {
        return parsed.faults().has(name) || name.equals("truncated_header") && root().fields().truncated();
    }

    /** Whether a multipart has no end. */
    public boolean boundaryLeftOpen() {
        return parsed.faults().boundaryLeftOpen();
    }

    /** The way the message took. */
    public RelayTrace relays() {
        if (relays == null) {
            List<String> received = new ArrayList<>(root().fields().named("Received").stream().map(MailFields.Field::decoded).toList());
            for (String name : originatingHeaders()) {
                IpText.find(root().fields().last(name)).ifPresent(ip -> received.add("from X-Originating-IP: " + ip));
            }
            relays = RelayTrace.read(client.filter(relay -> !relay.rdns().isEmpty()), received,
                options.derived(RelayNetworks.class, RelayNetworks::of));
        }
        return relays;
    }

    /** Whether the address is of a host whose word the administrator believes. */
    public boolean trusts(String address) {
        return options.derived(RelayNetworks.class, RelayNetworks::of).trusted().contains(address);
    }

    /**
     * Tells who handed the message over, when the trace does not tell it yet: the field of the last hand-over is written only when the
     * message goes on. It becomes part of the trace when its host name is known, since rules take one without for one that has none.
     */
    public void handedOverBy(Relay last) {
        client = Optional.of(last);
        relays = null;
    }

    /**
     * Tells where addresses are, so that rules can ask through which countries a message came.
     *
     * @param places address to the two letters of its country
     */
    public void placedBy(Function<String, Optional<String>> places) {
        countries = Optional.of(new RelayCountries(places));
    }

    Optional<RelayCountries> countries() {
        return countries;
    }

    /** Who handed the message over, when that was told. */
    public Optional<Relay> client() {
        return client;
    }

    /** The envelope sender, nothing when nobody knows. */
    public Optional<String> envelopeFrom() {
        if (envelopeFrom == null) {
            envelopeFrom = knownSender.isPresent() ? knownSender : new EnvelopeSender(this).find(options.last("envelope_sender_h"
                + "eader", ""));
        }
        return envelopeFrom;
    }

    /** The languages that the text may be written in. */
    public TextLanguages languages() {
        if (languages == null) {
            languages = TextLanguages.of(this);
        }
        return languages;
    }

    RuleOptions options() {
        return options;
    }

    /** Where domains end. */
    public DomainBoundaries boundaries() {
        return DomainBoundaries.of(options);
    }

    /** The mailboxes in the raw value of an address field. */
    List<MailAddresses.Mailbox> mailboxes(String raw) {
        return mailboxes.computeIfAbsent(raw, MailAddresses::parse);
    }

    private List<String> originatingHeaders() {
        List<String> names = new ArrayList<>();
        for (RuleOption option : options.of("originating_ip_headers", "clear_originating_ip_headers")) {
            if (option.keyword().startsWith("clear")) {
                names.clear();
            } else {
                names.addAll(List.of(option.value().split("\\s+")));
            }
        }
        return names;
    }

    private int number(String keyword, int otherwise) {
        try {
            return Integer.parseInt(options.last(keyword, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
