// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.NetworkSet;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.Relay;

/** Senders that are welcome when their mail comes over a relay of a given domain or network ({@code welcomelist_from_rcvd}). */
final class RelayedSenders {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Pattern address, String relay) {
    }

    /** Answers for one sender. */
    enum Answer {
        WELCOME,
        FORGED,
        UNKNOWN
    }

    RelayedSenders(RuleOptions options, String... keywords) {
        for (RuleOption option : options.of(keywords)) {
            String[] words = option.value().split("\\s+");
            if (words.length >= 2) {
                entries.add(new Entry(AddressList.pattern(words[0]), Octets.lower(words[1])));
            }
        }
    }

    Answer ask(MailText mail, String sender) {
        List<Relay> relays = mail.relays().untrusted().isEmpty() ? mail.relays().trusted() : mail.relays().untrusted().subList(0, 1);
        if (relays.isEmpty()) {
            return Answer.UNKNOWN;
        }
        Answer answer = Answer.UNKNOWN;
        String lower = Octets.lower(sender);
        for (Entry entry : entries) {
            if (entry.address().matcher(lower).matches()) {
                if (relays.stream().anyMatch(relay -> isOf(relay, entry.relay()))) {
                    return Answer.WELCOME;
                }
                answer = Answer.FORGED;
            }
        }
        return answer;
    }

    private static boolean isOf(Relay relay, String domain) {
        if (domain.startsWith("[")) {
            String network = domain.replace("[", "").replace("]", "");
            boolean classes = network.matches("\\d+(?:\\.\\d+){0,2}\\.?");
            return NetworkSet.of(List.of(classes && !network.endsWith(".") ? network + "." : network)).contains(relay.ip())
                && !relay.ip().startsWith("127.");
        }
        String name = Octets.lower(relay.rdns());
        return name.equals(domain) || name.endsWith("." + domain);
    }
}
