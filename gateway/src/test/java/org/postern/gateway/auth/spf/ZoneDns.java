// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;

/** The zones of one scenario of the published suites, as their own driver reads them: SPF records stand for TXT unless TXT is given. */
final class ZoneDns implements Dns {
    private static final int MOST_ALIASES = 10;

    private record Entry(String type, Object value) {
    }

    private final Map<String, List<Entry>> zones = new HashMap<>();

    ZoneDns(Map<String, List<Object>> data) {
        data.forEach((name, records) -> zones.put(name.toLowerCase(Locale.ROOT), entries(records)));
    }

    @Override
    public CompletableFuture<DnsAnswer> start(DnsQuestion question) {
        return CompletableFuture.completedFuture(answer(question.name(), question.type().name(), 0));
    }

    private DnsAnswer answer(String name, String type, int aliases) {
        List<Entry> entries = zones.get(name.toLowerCase(Locale.ROOT));
        if (entries == null) {
            return name.startsWith("error.") ? new DnsAnswer.TimedOut("test") : new DnsAnswer.NoSuchName();
        }
        if (aliases > MOST_ALIASES) {
            return new DnsAnswer.ServerFailure("circle");
        }
        List<Object> values = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.type().equals(type)) {
                if ("TIMEOUT".equals(entry.value())) {
                    return new DnsAnswer.TimedOut("test");
                }
                values.add(entry.value());
            } else if (entry.type().equals("CNAME")) {
                return answer(String.valueOf(entry.value()), type, aliases + 1);
            }
        }
        if (values.isEmpty()) {
            return entries.stream().anyMatch(each -> each.type().equals("TIMEOUT")) ? new DnsAnswer.TimedOut("test")
                : new DnsAnswer.NoData();
        }
        if (type.equals("MX")) {
            values.sort(Comparator.comparingInt(each -> (Integer) ((List<?>) each).get(0)));
        }
        return new DnsAnswer.Found(values.stream().map(each -> text(each, type)).toList());
    }

    private static String text(Object value, String type) {
        if (value instanceof List<?> list) {
            return type.equals("MX") ? host(String.valueOf(list.get(1))) : String.join("", list.stream().map(String::valueOf).toList());
        }
        return type.equals("PTR") ? host(String.valueOf(value)) : String.valueOf(value);
    }

    private static String host(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<Entry> entries(List<Object> records) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> texts = new ArrayList<>();
        boolean generate = true;
        for (Object each : records) {
            if (each instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> record : map.entrySet()) {
                    String type = String.valueOf(record.getKey());
                    if (type.equals("TXT")) {
                        generate = false;
                    } else if (type.equals("SPF")) {
                        texts.add(new Entry("TXT", record.getValue()));
                    }
                    if (!"NONE".equals(record.getValue())) {
                        entries.add(new Entry(type, record.getValue()));
                    }
                }
            } else {
                entries.add(new Entry("TIMEOUT", each));
            }
        }
        if (generate) {
            entries.addAll(texts);
        }
        return entries;
    }
}
