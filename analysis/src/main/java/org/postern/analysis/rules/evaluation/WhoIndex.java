// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.who.IpRange;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.analysis.rules.who.WhoCondition;
import org.postern.analysis.rules.who.WhoSubject;

/**
 * All who objects of a rule set, each once and under a number, arranged so that one look tells which of them hold: addresses, domains and
 * networks are looked up, and only expressions whose literal text occurs are run.
 */
final class WhoIndex {
    private final Map<WhoCondition, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Numbers> addresses = new HashMap<>();
    private final Map<String, Numbers> domains = new HashMap<>();
    private final Map<String, Numbers> parents = new HashMap<>();
    private final Map<String, Numbers> memberships = new HashMap<>();
    private final Map<Integer, WhoCondition.DirectoryTest> directoryTests = new HashMap<>();
    private final Map<String, Numbers> networks = new HashMap<>();
    private final TreeSet<Integer> prefixes = new TreeSet<>();
    private final LiteralScan literals = new LiteralScan();
    private final List<TextPattern> patterns = new ArrayList<>();
    private final List<Integer> authorNumbers = new ArrayList<>();
    private WhoIndex authors;

    /** Number of an object, a new one when it is not known. */
    int number(WhoCondition condition) {
        Integer known = numbers.get(condition);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(condition, number);
        patterns.add(null);
        authorNumbers.add(-1);
        if (condition instanceof WhoCondition.Address address) {
            put(addresses, MailAddressText.comparable(address.address()), number);
        } else if (condition instanceof WhoCondition.Domain domain) {
            put(domain.subdomains() ? parents : domains, MailAddressText.comparableDomain(domain.domain()), number);
        } else if (condition instanceof WhoCondition.ClientNetwork network) {
            put(networks, network.range().key(), number);
            prefixes.add(network.range().prefix());
        } else if (condition instanceof WhoCondition.AddressPattern pattern) {
            patterns.set(number, pattern.pattern());
            literals.add(number, pattern.pattern().source());
        } else if (condition instanceof WhoCondition.DirectoryTest test) {
            directoryTests.put(number, test);
            if (!test.negated()) {
                put(memberships, test.key(), number);
            }
        } else if (condition instanceof WhoCondition.HeaderFrom from) {
            if (authors == null) {
                authors = new WhoIndex();
            }
            authorNumbers.set(number, authors.number(from.test()));
        }
        return number;
    }

    /** Which objects hold for one sender or recipient. For one evaluation on one thread. */
    final class Answers {
        private final WhoSubject subject;
        private final BitSet held = new BitSet();
        private final BitSet open;
        private List<Answers> authorAnswers;

        private Answers(WhoSubject subject) {
            this.subject = subject;
            add(addresses.get(subject.comparable()));
            add(domains.get(subject.domain()));
            if (!parents.isEmpty()) {
                addParents(subject.domain());
            }
            if (!networks.isEmpty()) {
                subject.client().ifPresent(this::addNetworks);
            }
            if (!directoryTests.isEmpty()) {
                addMemberships();
            }
            open = literals.candidates(List.of(subject.address()));
        }

        boolean holds(int number) {
            if (open.get(number)) {
                open.clear(number);
                held.set(number, patterns.get(number).matches(subject.address()));
            }
            int author = authorNumbers.get(number);
            return author < 0 ? held.get(number) : anyAuthor(author);
        }

        /** Whether there are objects whose answer may be neither yes nor no. */
        boolean mayBeUnknown() {
            return asksDirectories();
        }

        /** Whether neither yes nor no is known. */
        boolean unknown(int number) {
            int author = authorNumbers.get(number);
            if (author >= 0) {
                return !anyAuthor(author) && authorAnswers.stream().anyMatch(answers -> answers.unknown(author));
            }
            WhoCondition.DirectoryTest test = directoryTests.get(number);
            return test != null && test.isUnknown(subject);
        }

        private boolean anyAuthor(int number) {
            if (authorAnswers == null) {
                authorAnswers = subject.authors().stream().map(author -> authors.new Answers(author)).toList();
            }
            return authorAnswers.stream().anyMatch(answers -> answers.holds(number));
        }

        private void addMemberships() {
            subject.directoryKeys().forEach(key -> add(memberships.get(key)));
            directoryTests.forEach((number, test) -> {
                if (test.negated()) {
                    held.set(number, test.matches(subject));
                }
            });
        }

        private void addParents(String domain) {
            String rest = domain;
            add(parents.get(rest));
            for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
                rest = rest.substring(dot + 1);
                add(parents.get(rest));
            }
        }

        private void addNetworks(byte[] client) {
            for (int prefix : prefixes) {
                if (prefix <= client.length * Byte.SIZE) {
                    add(networks.get(IpRange.key(client, prefix)));
                }
            }
        }

        private void add(Numbers more) {
            if (more != null) {
                more.addTo(held);
            }
        }
    }

    /** Whether any object asks directories. */
    boolean asksDirectories() {
        return !directoryTests.isEmpty() || authors != null && !authors.directoryTests.isEmpty();
    }

    Answers answers(WhoSubject subject) {
        return new Answers(subject);
    }

    private static void put(Map<String, Numbers> map, String key, int number) {
        map.computeIfAbsent(key, any -> new Numbers()).add(number);
    }
}
