// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.config.PolicyConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

class SmtpPolicyTest {
    private record Recorded(String id, EventType type, Optional<String> recipient, Map<String, String> details) {
    }

    private final List<Recorded> events = new ArrayList<>();
    private final List<PolicyStage> stages = new ArrayList<>();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final PolicySession session = new PolicySession();
    private final Tracker tracker = (id, type, recipient, details) -> events.add(new Recorded(id, type, recipient, details));
    private String client = "203.0.113.9";
    private String transaction = "T1";

    @Test
    void refusalDecidedAtConnectShouldBeAnsweredAtEachRecipient() {
        stage(PolicyCheck.CLIENT_LIST, context -> PolicyDecision.refuse(550, "5.7.1", "Client is blocked"));

        assertThat(connect().reply()).isEmpty();
        assertThat(mail("a@x.test").reply()).isEmpty();
        assertThat(answer("bob@here.test")).isEqualTo("550 5.7.1 Client is blocked (T1)");
        assertThat(answer("anna@here.test")).isEqualTo("550 5.7.1 Client is blocked (T1)");
        assertThat(events).extracting(Recorded::recipient).containsExactly(Optional.of("bob@here.test"), Optional.of("anna@here.test"));
        assertThat(events.get(0).details()).containsEntry("check", "client-list").containsEntry("client", client)
            .containsEntry("sender", "a@x.test");
        assertThat(metrics.countFor("postern.policy.client-list.refused")).isEqualTo(2);
    }

    @Test
    void postmasterShouldBeReachableForClientsOfBadRepute() {
        stage(PolicyCheck.CLIENT_LIST, context -> PolicyDecision.refuse(550, "5.7.1", "Client is blocked"));
        stage(PolicyCheck.DNSBL, context -> PolicyDecision.refuse(550, "5.7.1", "Client is listed"));

        assertThat(answer("Postmaster@here.test")).isEqualTo("accepted");
        assertThat(answer("abuse@here.test")).isEqualTo("accepted");
        assertThat(answer("abuse.desk@here.test")).startsWith("550");
    }

    @Test
    void postmasterShouldHaveWhatACheckSaysForTheClientAndNotWhatItSaysAgainst() {
        stage(PolicyCheck.SPF, context -> context.sender().filter("vouched@x.test"::equals).isPresent()
            ? new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.GREYLIST), "pass") : PolicyDecision.refuse(550, "5.7.23", "no"));
        stage(PolicyCheck.GREYLIST, context -> PolicyDecision.defer(450, "4.7.1", "later"));

        assertThat(answer("vouched@x.test", "postmaster@here.test")).isEqualTo("accepted");
        transaction = "T2";
        assertThat(answer("disowned@x.test", "postmaster@here.test")).startsWith("450 4.7.1 later");
    }

    @Test
    void nobodyShouldBeSparedTheRelayCheck() {
        stage(PolicyCheck.SENDER_LIST, context -> new PolicyDecision.ExemptFrom(PolicyCheck.REPUTATION, "welcome"));
        stage(PolicyCheck.RELAY, context -> PolicyDecision.refuse(554, "5.7.1", "Relay access denied"));

        assertThat(answer("postmaster@elsewhere.test")).startsWith("554 5.7.1 Relay access denied");
    }

    @Test
    void exemptionOfASenderShouldLastForOneTransaction() {
        stage(PolicyCheck.SENDER_LIST, context -> context.sender().filter("friend@x.test"::equals).isPresent()
            ? new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.GREYLIST), "welcome") : PolicyDecision.pass());
        stage(PolicyCheck.GREYLIST, context -> PolicyDecision.defer(450, "4.7.1", "later"));

        assertThat(answer("friend@x.test", "bob@here.test")).isEqualTo("accepted");
        assertThat(PolicyNotes.of(session)).containsEntry("exempt.sender-list", "welcome");
        transaction = "T2";
        assertThat(answer("other@x.test", "bob@here.test")).isEqualTo("450 4.7.1 later (T2)");
        assertThat(events).extracting(Recorded::type).containsExactly(EventType.GREYLISTED);
    }

    @Test
    void exemptionOfARecipientShouldNotLeakToTheNext() {
        stage(PolicyCheck.RECIPIENT_LIST, context -> context.recipient().orElse("").startsWith("open")
            ? new PolicyDecision.ExemptFrom(Set.of(PolicyCheck.SPF), "welcome") : PolicyDecision.pass());
        stage(PolicyCheck.SPF, context -> PolicyDecision.refuse(550, "5.7.23", "no"));

        assertThat(answer("open@here.test")).isEqualTo("accepted");
        assertThat(answer("bob@here.test")).startsWith("550 5.7.23");
    }

    @Test
    void addressToldByABalancerShouldBeDecidedOnAnew() {
        stage(PolicyCheck.CLIENT_LIST, context -> context.client().address().equals("192.0.2.66")
            ? PolicyDecision.refuse(550, "5.7.1", "blocked") : PolicyDecision.pass("seen", context.client().address()));
        connect();
        client = "192.0.2.66";

        assertThat(answer("bob@here.test")).startsWith("550 5.7.1 blocked");
    }

    @Test
    void checkThatFailsShouldLetPassExceptForRelaying() {
        stage(PolicyCheck.SPF, context -> {
            throw new IllegalStateException("broken");
        });
        assertThat(answer("bob@here.test")).isEqualTo("accepted");
        assertThat(metrics.countFor("postern.policy.spf.failed")).isEqualTo(1);
        stage(PolicyCheck.RELAY, context -> {
            throw new IllegalStateException("broken");
        });
        assertThat(answer("bob@here.test")).startsWith("451 4.3.0");
    }

    @Test
    void refusalShouldGoBeforeALaterChecksDeferral() {
        stage(PolicyCheck.GREYLIST, context -> PolicyDecision.defer(450, "4.7.1", "later"));
        stage(PolicyCheck.RELAY, context -> PolicyDecision.refuse(554, "5.7.1", "no relay"));

        assertThat(answer("bob@here.test")).startsWith("554");
    }

    @Test
    void tooManyConnectionsShouldBeToldAtOnce() {
        stage(PolicyCheck.CONNECTIONS, context -> new PolicyDecision.Disconnect(new PolicyReply(421, "4.7.0", "too many")));

        PolicyOutcome outcome = connect();

        assertThat(outcome.disconnect()).isTrue();
        assertThat(outcome.reply()).hasValueSatisfying(reply -> assertThat(reply.toString()).startsWith("421 4.7.0 too many"));
    }

    @Test
    void textOfStrangersShouldStayOneLineOfAscii() {
        PolicyReply reply = new PolicyReply(550, "5.7.1", "a\r\n250 ok\u00e9" + "x".repeat(1000));

        assertThat(reply.toString()).startsWith("550 5.7.1 a??250 ok?x").hasSizeLessThan(450);
    }

    private void stage(PolicyCheck check, Function<PolicyContext, PolicyDecision> decision) {
        stages.add(new PolicyStage() {
            @Override
            public PolicyCheck check() {
                return check;
            }

            @Override
            public PolicyDecision decide(PolicyContext context) {
                return decision.apply(context);
            }
        });
    }

    private PolicyOutcome connect() {
        return reached(PolicyPoint.CONNECT, Optional.empty(), Optional.empty());
    }

    private PolicyOutcome mail(String sender) {
        return reached(PolicyPoint.MAIL, Optional.of(sender), Optional.empty());
    }

    private String answer(String recipient) {
        return answer("a@x.test", recipient);
    }

    private String answer(String sender, String recipient) {
        return reached(PolicyPoint.RCPT, Optional.of(sender), Optional.of(recipient)).reply().map(PolicyReply::toString).orElse("accepted");
    }

    private PolicyOutcome reached(PolicyPoint point, Optional<String> sender, Optional<String> recipient) {
        PolicyConfiguration configuration = PosternConfiguration.from(new PropertiesConfiguration()).policy();
        return new SmtpPolicy(configuration, stages, tracker, metrics)
            .reached(new PolicyContext(point, Direction.INCOMING, Client.of(client), sender, recipient, transaction, session));
    }
}
