// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.RuleExplanation;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.who.Authors;
import org.postern.gateway.auth.Sender;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.personal.SenderLists;
import org.postern.gateway.scan.VirusScanning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filters one message: analysis, virus scan and rules. The DATA hook and the mailets both call this, so that filtering before and
 * after the queue cannot differ. Safe for use by many threads.
 */
public final class Filter {
    /** Stands in a verdict's explanation, and as the rule of its dispositions, when no rule set decided. */
    public static final String UNSCANNED = "unscanned";
    private static final Logger LOGGER = LoggerFactory.getLogger(Filter.class);

    private final ContentAnalysis analysis;
    private final VirusScanning scanning;
    private final Decision decision;
    private final Duration deadline;
    private final HeuristicScore heuristics;
    private final SenderChecks senders;
    private final MessageLists addressLists;
    private final LargeMessages large;
    private final DirectoryLookup directories;
    private final ClientPlaces places;
    private final SenderLists personalLists;

    /** A filter that gives no points for the suspicions of virus engines. */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline) {
        this(analysis, scanning, decision, deadline, HeuristicScore.none());
    }

    /**
     * Makes a filter.
     *
     * @param deadline   most time one filtering takes, apart from the short work of the rules
     * @param heuristics points for the suspicions of virus engines
     */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline, HeuristicScore heuristics) {
        this(analysis, scanning, decision, deadline, heuristics, SenderChecks.none());
    }

    /**
     * Makes a filter that also asks who sent a message.
     *
     * @param deadline   most time one filtering takes, apart from the short work of the rules
     * @param heuristics points for the suspicions of virus engines
     * @param senders    checks of who sent it; only mail from strangers is checked
     */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline, HeuristicScore heuristics,
                  SenderChecks senders) {
        this(analysis, scanning, decision, deadline, heuristics, senders, MessageLists.none(), LargeMessages.unlimited());
    }

    /**
     * Makes a filter that also looks into address lists, and bounds how many large messages it takes on at once.
     *
     * @param deadline   most time one filtering takes, apart from the short work of the rules
     * @param heuristics points for the suspicions of virus engines
     * @param senders    checks of who sent it; only mail from strangers is checked
     * @param addressLists entries of the site's address lists that speak of a message
     * @param large      how many large messages there may be at the same time
     */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline, HeuristicScore heuristics,
                  SenderChecks senders, MessageLists addressLists, LargeMessages large) {
        this(analysis, scanning, decision, deadline, heuristics, senders, addressLists, large, DirectoryLookup.none());
    }

    /**
     * Makes a filter that also looks into address lists and directories, and bounds how many large messages it takes on at once.
     *
     * @param deadline   most time one filtering takes, apart from the short work of the rules
     * @param heuristics points for the suspicions of virus engines
     * @param senders    checks of who sent it; only mail from strangers is checked
     * @param addressLists entries of the site's address lists that speak of a message
     * @param large      how many large messages there may be at the same time
     * @param directories what is known of people
     */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline, HeuristicScore heuristics,
                  SenderChecks senders, MessageLists addressLists, LargeMessages large, DirectoryLookup directories) {
        this(analysis, scanning, decision, deadline, heuristics, senders, addressLists, large, directories, ClientPlaces.none(),
            SenderLists.none());
    }

    /**
     * Makes a filter that uses all there is.
     *
     * @param deadline      most time one filtering takes, apart from the short work of the rules
     * @param heuristics    points for the suspicions of virus engines
     * @param senders       checks of who sent it; only mail from strangers is checked
     * @param addressLists  entries of the site's address lists that speak of a message
     * @param large         how many large messages there may be at the same time
     * @param directories   what is known of people
     * @param places        where clients are
     * @param personalLists entries of recipients' own lists
     */
    public Filter(ContentAnalysis analysis, VirusScanning scanning, Decision decision, Duration deadline, HeuristicScore heuristics,
                  SenderChecks senders, MessageLists addressLists, LargeMessages large, DirectoryLookup directories,
                  ClientPlaces places, SenderLists personalLists) {
        this.places = places;
        this.personalLists = personalLists;
        this.directories = directories;
        this.large = large;
        this.analysis = analysis;
        this.scanning = scanning;
        this.decision = decision;
        this.deadline = deadline;
        this.heuristics = heuristics;
        this.senders = senders;
        this.addressLists = addressLists;
    }

    /** Filters; never throws for what a message holds or a scanner does. */
    public FilterOutcome filter(FilterRequest received) {
        try (LargeMessages.Turn turn = large.turn()) {
            return filter(received, turn);
        }
    }

    private FilterOutcome filter(FilterRequest received, LargeMessages.Turn turn) {
        Timings timings = new Timings();
        FilterRequest request = received.with(places.found(received.client())).with(checked(received));
        VirusScanning.Running scan = scanning.start(request.message(), deadline);
        Content content = null;
        String unread = null;
        try {
            if (turn.admits(request.message().size())) {
                content = analysis.analyse(request, turn, deadline);
                scan.also(content.revealed());
            }
        } catch (IOException e) {
            unread = "the message could not be read: " + e.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.error("Analysis of message {} failed, it counts as unparseable", request.messageId(), e);
            content = Content.unparseable("analysis failed: " + e.getClass().getSimpleName());
        }
        if (turn.refused()) {
            unread = "too many large messages at once";
        }
        timings.stage("content");
        VirusScanning.Result virus = scan.await();
        timings.stage("virus.wait");
        request.senders().await();
        timings.stage("sender.wait");
        if (unread != null) {
            content = Content.unparseable(unread);
            return undecided(request, facts(request, content, virus, DirectoryFacts.none(), timings), unread);
        }
        DirectoryFacts directory = directories.facts(people(request, content));
        Facts facts = facts(request, content, virus, directory, timings);
        if (virus.scan().status() == VirusScan.Status.UNKNOWN && !virus.lasting()) {
            return undecided(request, facts, reason(virus.unknown()));
        }
        try {
            Verdict verdict = decision.decide(facts);
            timings.stage("rules");
            return new FilterOutcome.Decided(facts(request, content, virus, directory, timings), verdict);
        } catch (RuntimeException e) {
            LOGGER.error("Rules could not be applied to message {}", request.messageId(), e);
            return undecided(request, facts, "rules could not be applied: " + e);
        }
    }

    private SenderChecks.Running checked(FilterRequest request) {
        if (request.direction() != Direction.INCOMING || request.client().authenticatedUser().isPresent()) {
            return SenderChecks.Running.none();
        }
        return senders.start(new Sender(request.client().address(), request.client().helo().orElse(""), request.envelope().sender(),
            request.receivedAt(), request.messageId().hashCode()), request.message(), deadline);
    }

    private static FilterOutcome undecided(FilterRequest request, Facts facts, String reason) {
        LOGGER.warn("Message {} has no verdict ({}): {}", request.messageId(),
            request.patience() == FilterRequest.Patience.RETRY ? "it is tried again" : "it is quarantined as unscanned", reason);
        return switch (request.patience()) {
            case RETRY -> new FilterOutcome.TryAgain(facts, reason);
            case EXHAUSTED -> new FilterOutcome.Decided(facts, unscanned(request.envelope().recipients(), reason));
        };
    }

    private static Verdict unscanned(List<String> recipients, String reason) {
        List<Disposition> dispositions = recipients.stream()
            .map(recipient -> new Disposition(recipient, new Action.Quarantine(QuarantineKind.UNSCANNED), List.of(), List.of(UNSCANNED)))
            .toList();
        return new Verdict(UNSCANNED, dispositions, List.of(new RuleExplanation(UNSCANNED, recipients,
            "no verdict was possible within the configured time: " + reason)));
    }

    private static String reason(List<UnknownCheck> unknown) {
        return unknown.stream().map(check -> check.check() + ": " + check.reason()).collect(Collectors.joining("; "));
    }

    private static List<String> people(FilterRequest request, Content content) {
        List<String> people = new ArrayList<>();
        people.add(request.envelope().sender());
        people.addAll(request.envelope().recipients());
        people.addAll(Authors.of(content.headers()));
        return people;
    }

    private Facts facts(FilterRequest request, Content content, VirusScanning.Result virus, DirectoryFacts directory,
                        Timings timings) {
        List<UnknownCheck> unknown = new ArrayList<>(content.unknown());
        unknown.addAll(virus.unknown());
        Optional<Authentication> authentication = request.senders().await();
        Authentication proofs = authentication.orElseGet(Authentication::unchecked);
        authentication.ifPresent(known -> unknown.addAll(known.unknown()));
        ListFacts lists = ListFacts.of(addressLists, request, proofs);
        unknown.addAll(lists.unknown());
        SenderLists.Answer personal = personalLists.of(request.envelope(), content.headers(), proofs);
        unknown.addAll(personal.unknown());
        List<ListHit> hits = new ArrayList<>(lists.hits());
        hits.addAll(personal.hits());
        unknown.addAll(directory.unknown());
        Map<String, Long> times = new HashMap<>(content.timingsMicros());
        times.putAll(timings.micros());
        return new Facts(Facts.VERSION, request.messageId(), request.receivedAt(), request.direction(), request.envelope(),
            request.client(), size(request), content.headers(), content.parts(), content.uris(), content.anomalies(), virus.scan(),
            heuristics.added(content.spam(), virus.scan()), unknown, times, content.contents(), hits).with(proofs)
            .withDns(content.dns()).with(directory).with(content.sender()).with(content.language());
    }

    private static long size(FilterRequest request) {
        try {
            return request.message().size();
        } catch (IOException e) {
            // The same failure has just been met, told and logged while reading the message.
            return 0;
        }
    }
}
