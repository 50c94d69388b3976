// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.Bounds;
import org.postern.analysis.rules.what.MacroCheck;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.who.WhoCondition;

/** The ways to make a message for which an object holds. */
final class ConditionOptions {
    private ConditionOptions() {
    }

    /** Ways to make it hold for the sender. */
    static List<Consumer<Sketch>> sender(WhoCondition condition) {
        if (condition instanceof WhoCondition.ClientNetwork network) {
            String address = network.text().replaceFirst("/.*", "");
            return List.of(sketch -> {
                sketch.client = address;
                sketch.says("client", address);
            });
        }
        if (condition instanceof WhoCondition.DirectoryTest test) {
            return List.of(sketch -> sketch.directory.sender(test));
        }
        if (condition instanceof WhoCondition.HeaderFrom from && from.test() instanceof WhoCondition.DirectoryTest test) {
            return List.of(sketch -> {
                sketch.headers.add(new HeaderField("From", "<witness-author@local.invalid>", "<witness-author@local.invalid>"));
                sketch.directory.author(test);
            });
        }
        if (condition instanceof WhoCondition.HeaderFrom from) {
            return addresses(from.test()).stream().<Consumer<Sketch>>map(address -> sketch -> {
                sketch.headers.add(new HeaderField("From", "<" + address + ">", "<" + address + ">"));
                sketch.says("From", address);
            }).toList();
        }
        return addresses(condition).stream().<Consumer<Sketch>>map(address -> sketch -> sketch.sender = address).toList();
    }

    /** Ways to make it hold for a recipient. */
    static List<Consumer<Sketch>> recipient(WhoCondition condition) {
        if (condition instanceof WhoCondition.DirectoryTest test) {
            return List.of(sketch -> sketch.directory.recipient(test));
        }
        return addresses(condition).stream().<Consumer<Sketch>>map(address -> sketch -> sketch.recipients.set(0, address)).toList();
    }

    private static List<String> addresses(WhoCondition condition) {
        if (condition instanceof WhoCondition.Address address) {
            return List.of(address.address());
        }
        if (condition instanceof WhoCondition.Domain domain) {
            return domain.subdomains() ? List.of("witness-7f3a@" + domain.domain(), "witness-7f3a@sub." + domain.domain())
                : List.of("witness-7f3a@" + domain.domain());
        }
        return condition instanceof WhoCondition.AddressPattern pattern ? RegexSamples.of(pattern.pattern(), true) : List.of();
    }

    /** Ways to make it hold for the message; empty when none is known. */
    static Optional<List<Consumer<Sketch>>> message(WhatCondition condition) {
        if (condition instanceof WhatCondition.Patterned patterned) {
            return Optional.of(patterned(patterned));
        }
        if (condition instanceof WhatCondition.SpamLevel level) {
            return one("spam score", String.valueOf(level.atLeast()), sketch -> sketch.spam = Math.max(sketch.spam, level.atLeast()));
        }
        if (condition instanceof WhatCondition.Virus) {
            return one("virus", "yes", sketch -> sketch.virus = sketch.infected());
        }
        if (condition instanceof WhatCondition.Unscanned) {
            return one("virus", "unknown", sketch -> sketch.virus = VirusScan.unknown());
        }
        if (condition instanceof WhatCondition.Listed listed) {
            return one("list", listed.list(), sketch -> sketch.lists.add(new ListHit(listed.list(), Optional.empty(), "witness")));
        }
        if (condition instanceof WhatCondition.AnomalyKind anomaly) {
            return one("fault of form", anomaly.prefix(), sketch -> sketch.anomalies.add(new Anomaly(anomaly.prefix(), "witness")));
        }
        if (condition instanceof WhatCondition.PartFactKind fact) {
            return one("file with", fact.prefix(), sketch -> sketch.file().facts.add(new PartFact(fact.prefix(), "witness")));
        }
        if (condition instanceof MacroCheck macro) {
            return one("macros", macro.grade().word(), sketch -> sketch.file().facts.add(new PartFact(macro.grade().fact(), "witness")));
        }
        if (condition instanceof AuthenticationCheck check) {
            return one(check.method().word(), check.word(), sketch -> sketch.authenticated(check));
        }
        if (condition instanceof WhatCondition.Tls tls) {
            return one("TLS", String.valueOf(tls.used()), sketch -> sketch.tls = tls.used() ? Optional.of("TLSv1.3") : Optional.empty());
        }
        if (condition instanceof WhatCondition.MessageSize size) {
            return one("size", String.valueOf(inside(size.bytes())), sketch -> sketch.size = inside(size.bytes()));
        }
        if (condition instanceof WhatCondition.AttachmentSize size) {
            return one("file of bytes", String.valueOf(inside(size.bytes())), sketch -> sketch.file().size = inside(size.bytes()));
        }
        if (condition instanceof WhatCondition.RecipientCount count) {
            return one("number of recipients", String.valueOf(inside(count.count())), sketch -> {
                while (sketch.recipients.size() < Math.min(1000, inside(count.count()))) {
                    sketch.recipients.add("witness-" + sketch.recipients.size() + "@local.invalid");
                }
            });
        }
        if (condition instanceof WhatCondition.UriDomain uri) {
            return one("link", "http://" + uri.domain() + "/", sketch -> sketch.uris.add("http://" + uri.domain() + "/"));
        }
        return Optional.empty();
    }

    private static List<Consumer<Sketch>> patterned(WhatCondition.Patterned condition) {
        TextPattern pattern = condition.pattern();
        boolean whole = condition instanceof WhatCondition.FileName || condition instanceof WhatCondition.ArchiveFileName;
        return RegexSamples.of(pattern, whole).stream().<Consumer<Sketch>>map(sample -> sketch -> {
            sketch.says(condition.source(), sample);
            if (whole) {
                sketch.file().name = Optional.of(sample);
            } else if (condition instanceof WhatCondition.HeaderMatch header) {
                sketch.headers.removeIf(field -> field.name().equalsIgnoreCase(header.field()));
                sketch.headers.add(new HeaderField(header.field(), sample, sample));
            } else if (condition instanceof WhatCondition.BodyText) {
                sketch.text = sample;
            } else if (condition instanceof WhatCondition.UriMatch) {
                sketch.uris.add(sample);
            } else {
                sketch.file().type = sample;
            }
        }).toList();
    }

    private static Optional<List<Consumer<Sketch>>> one(String what, String value, Consumer<Sketch> change) {
        return Optional.of(List.of(sketch -> {
            sketch.says(what, value);
            change.accept(sketch);
        }));
    }

    private static long inside(Bounds bounds) {
        return (long) Math.ceil(bounds.atLeast().orElseGet(() -> Math.max(0, bounds.atMost().getAsDouble())));
    }
}
