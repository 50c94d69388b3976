// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailFacts;
import org.postern.gateway.mail.Reception;
import org.postern.mailets.ActionContexts;
import org.postern.mailets.ActionMailet;
import org.postern.mailets.CarryingOut;
import org.postern.mailets.DeliveryHeaders;
import org.postern.matchers.FactsMatcher;

/** Holds the page about matchers and mailets, the classes and the objects of rule sets against each other. */
class MatchersAndMailetsTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| `<mailet match=\"(\\w[\\w.]*)(?:=([^\"]*))?\""
        + " class=\"([\\w.]+)\"/?>(.*?)(?:</mailet>)?` \\| .+ \\|");
    private static final Pattern PARAMETER = Pattern.compile("<([a-z-]+)>(.*?)</\\1>");
    private static final Set<String> OF_SENDERS_ALONE = Set.of("ip", "network");

    /** One example of the page. */
    record Row(String kind, String matcher, String condition, String mailet, Map<String, String> parameters) {
        boolean isMatcher() {
            return !matcher.equals("All");
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "mailets.md"))) {
            if (line.startsWith("| `")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                Map<String, String> parameters = PARAMETER.matcher(row.group(5)).results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
                rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4), parameters));
            }
        }
        return rows;
    }

    /** The class of a name as James finds it. */
    private static Class<?> named(String name, String module) throws ClassNotFoundException {
        return Class.forName(name.contains(".") ? name : "org.apache.james.transport." + module + "." + name);
    }

    private static FactsMatcher matcher(String name) throws ReflectiveOperationException {
        return (FactsMatcher) named(name, "matchers").getConstructor(MailFacts.class)
            .newInstance(new MailFacts(message -> Contents.none()));
    }

    private static FactsMatcher matcher(String name, String condition) throws Exception {
        FactsMatcher matcher = matcher(name);
        FakeMatcherConfig.Builder config = FakeMatcherConfig.builder().matcherName(name).mailetContext(FakeMailContext.defaultContext());
        matcher.init(condition == null ? config.build() : config.condition(condition).build());
        return matcher;
    }

    private static ActionMailet mailet(String name) throws ReflectiveOperationException {
        return (ActionMailet) named(name, "mailets").getConstructor(CarryingOut.class).newInstance(new CarryingOut(
            new MailFacts(message -> Contents.none()), null, null, new DeliveryHeaders(new ActionContexts("a@b.test", "gw.test")), null,
            null, PosternConfiguration.defaults().filter(), Clock.systemUTC()));
    }

    private static void init(GenericMailet mailet, Map<String, String> parameters) throws Exception {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("x");
        parameters.forEach(config::setProperty);
        mailet.init(config.build());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyExampleOfThePageShouldBeTakenAndBeOfItsKind(Row row) throws Exception {
        if (row.isMatcher()) {
            assertThat(matcher(row.matcher(), row.condition()).kind()).isEqualTo(row.kind());
            assertThat(mailet(row.mailet())).isNotNull();
        } else {
            ActionMailet mailet = mailet(row.mailet());
            init(mailet, row.parameters());
            assertThat(mailet.kind()).isEqualTo(row.kind());
        }
    }

    @Test
    void everyKindOfObjectAndActionShouldHaveItsExamples() throws IOException {
        Set<String> wanted = new TreeSet<>();
        ObjectText.whoKinds().forEach(kind -> {
            if (OF_SENDERS_ALONE.contains(kind)) {
                wanted.add("Client " + kind);
            } else {
                wanted.add("Sender " + kind);
                wanted.add("Recipient " + kind);
            }
        });
        ObjectText.whatKinds().forEach(kind -> wanted.add("what " + kind));
        wanted.add("when time");
        ObjectText.actionKinds().forEach(kind -> wanted.add("action " + kind));
        Set<String> found = rows().stream().map(row -> side(row) + " " + row.kind()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(wanted);
    }

    private static String side(Row row) {
        if (!row.isMatcher()) {
            return "action";
        }
        String name = row.matcher().replaceFirst(".*\\.", "");
        return ObjectText.whoKinds().contains(row.kind()) ? name.replaceFirst("^(Sender|Recipient|Client).*", "$1")
            : row.kind().equals("time") ? "when" : "what";
    }

    @Test
    void everyMatcherAndMailetShouldStandOnThePage() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Row row : rows()) {
            Class<?> type = row.isMatcher() ? named(row.matcher(), "matchers") : named(row.mailet(), "mailets");
            named.add(type.getName().startsWith("org.postern.") ? type.getName() : type.getSuperclass().getName());
        }
        Set<String> classes = new TreeSet<>();
        for (String module : List.of("matchers", "mailets")) {
            try (Stream<Path> files = Files.list(Path.of("..", module, "src", "main", "java", "org", "postern", module))) {
                files.map(file -> "org.postern." + module + "." + file.getFileName().toString().replace(".java", "")).filter(name -> {
                    try {
                        Class<?> type = Class.forName(name);
                        return (FactsMatcher.class.isAssignableFrom(type) || ActionMailet.class.isAssignableFrom(type))
                            && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                }).forEach(classes::add);
            }
        }
        assertThat(named).isEqualTo(classes);
    }

    @Test
    void noNameWithoutAPackageShouldBeOneThatJamesHas() throws Exception {
        for (String module : List.of("matchers", "mailets")) {
            Path ours = Path.of("..", module, "src", "main", "java", "org", "apache", "james", "transport", module);
            try (Stream<Path> files = Files.list(ours)) {
                for (String name : files.map(file -> file.getFileName().toString().replace(".java", "")).toList()) {
                    assertThat(Collections.list(getClass().getClassLoader().getResources("org/apache/james/transport/" + module + "/" + name
                        + ".class"))).as(name).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SpamScoreAtLeast;6.5;anna bob",
        "SpamScoreAtLeast;6.6;",
        "RecipientAddressIs;ANNA@a.test;anna",
        "RecipientDomainIs;a.test;anna bob",
        "RecipientLdapGroupIs;{ldap-group: Sales, profile: corp};bob",
        "RecipientLdapGroupIs;{ldap-group: Staff, profile: corp, nested: false};",
        "RecipientLdapKnown;{ldap-known: false, profile: corp};anna",
        "RecipientLdapKnown;{ldap-known: false, profile: away};",
        "SenderAddressMatches;s@.*;anna bob",
        "SenderDomainIs;{domain: author.test, field: header-from};anna bob",
        "SenderDomainIs;author.test;",
        "ClientNetworkIs;192.0.2.0/24;anna bob",
        "RecipientCountIs;2..2;anna bob",
        "TlsIs;false;anna bob",
        "HasVirus;;",
        "TimeIs;{time: 10:00-11:00};anna bob",
        "TimeIs;{days: sat};",
        "BodyMatches;secret text;anna bob",
        "BodyMatches;other text;"})
    void aMatcherShouldLeaveThoseForWhomItsObjectHolds(String name, String condition, String matched) throws Exception {
        Contents texts = new Contents(List.of(new PartText(1, false, "a secret text")), List.of());
        FactsMatcher matcher = (FactsMatcher) Class.forName("org.postern.matchers." + name).getConstructor(MailFacts.class)
            .newInstance(new MailFacts(message -> texts));
        FakeMatcherConfig.Builder config = FakeMatcherConfig.builder().matcherName(name).mailetContext(FakeMailContext.defaultContext());
        matcher.init(condition == null ? config.build() : config.condition(condition).build());
        assertThat(matcher.match(mail(true)).stream().map(MailAddress::getLocalPart).sorted().collect(Collectors.joining(" ")))
            .isEqualTo(matched == null ? "" : matched);
    }

    @Test
    void mailThatWasNotAnalysedShouldBeAnErrorAndNoMailThatDoesNotMatch() throws Exception {
        FactsMatcher matcher = matcher("org.postern.matchers.HasVirus", null);
        assertThatThrownBy(() -> matcher.match(mail(false))).isInstanceOf(javax.mail.MessagingException.class)
            .hasMessageContaining("org.postern.mailets.Analyse must stand before");
    }

    private static Mail mail(boolean analysed) throws Exception {
        Instant at = Instant.parse("2026-03-04T10:30:00Z");
        Facts facts = new Facts(Facts.VERSION, "01KJMMA2G0QMQ0BFWQPJBY38VP", at, Direction.INCOMING,
            new Envelope("s@client.test", List.of("anna@a.test", "bob@a.test")), Client.of("192.0.2.9"), 100,
            List.of(new HeaderField("From", "x@author.test", "x@author.test")),
            List.of(new Part(1, 0, "text/plain", "text/plain", Optional.empty(), false, 10)), List.of(), List.of(), VirusScan.clean(),
            new SpamAnalysis(6.5, List.of()), List.of(), Map.of()).with(new DirectoryFacts(Set.of("corp"), Set.of("away"),
                List.of(new DirectoryEntry("bob@a.test", "corp", List.of("bob"), List.of("cn=sales,dc=a"), List.of("cn=staff,dc=a"))),
                Set.of()));
        Mail mail = FakeMail.builder().name("m").sender("s@client.test").recipients("anna@a.test", "bob@a.test")
            .mimeMessage(MimeMessageBuilder.mimeMessageBuilder().setText("a secret text")).build();
        new Reception(facts.messageId(), at, Direction.INCOMING, facts.client()).writeTo(mail);
        if (analysed) {
            MailAttributes.FACTS.set(mail, new FactsJson().write(facts));
        }
        return mail;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SpamScoreAtLeast;high;must be a number",
        "SpamScoreAtLeast;;number",
        "FileNameMatches;'(';",
        "SenderAddressIs;anna;not a mail address",
        "SenderDomainIs;'{domain: a.test, subdomain: true}';unknown key",
        "SenderDomainIs;'{subdomains: true}';the key domain is missing",
        "ClientNetworkIs;192.0.2.0/40;prefix",
        "RecipientDomainIs;'{domain: a.test, field: header-from}';header-from",
        "TimeIs;25:00-26:00;",
        "HeaderMatches;Subject;header",
        "HasVirus;false;can only be true",
        "MessageSizeIs;large;",
        "SenderLdapGroupIs;'';empty"})
    void aBadConditionShouldStopTheStartAndSayWhy(String name, String condition, String said) {
        assertThatThrownBy(() -> matcher("org.postern.matchers." + name, condition))
            .isInstanceOf(javax.mail.MessagingException.class).hasMessageContaining(name).hasMessageContaining(said == null ? "" : said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Quarantine;quarantine;attic;must be one of",
        "Redirect;to;nobody;address",
        "Reject;code;550;text",
        "SetHeader;fields;X-A;unknown key",
        "RemoveAttachments;text;gone;<what>",
        "RemoveAttachments;what;{file-name: '('};",
        "AddDisclaimer;position;middle;must be one of"})
    void aBadParameterShouldStopTheStartAndSayWhy(String name, String parameter, String value, String said) {
        assertThatThrownBy(() -> init(mailet("org.postern.mailets." + name), Map.of(parameter, value)))
            .isInstanceOf(javax.mail.MessagingException.class).hasMessageContaining(name).hasMessageContaining(said == null ? "" : said);
    }
}
