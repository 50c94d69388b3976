// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** Reads the message of a name server. Only records that the question leads to count, whatever else a server put in. */
final class AnswerReader {
    private static final long LONGEST = Duration.ofDays(1).toSeconds();
    private static final int MOST_ALIASES = 16;
    private static final int MOST_VALUES = 500;
    private static final Duration NOTHING_LIFETIME = Duration.ofSeconds(60);
    private static final Duration NOTHING_LONGEST = Duration.ofHours(1);
    static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

    /**
     * What was read.
     *
     * @param answer   the answer
     * @param lifetime how long it may be remembered
     * @param goOn     name to ask for next, when the server named an alias and not what it stands for
     */
    record Read(DnsAnswer answer, Duration lifetime, Optional<Name> goOn) {
    }

    private AnswerReader() {
    }

    static Read read(Message message, Name asked, DnsType type) {
        int code = message.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            return new Read(new DnsAnswer.ServerFailure(Rcode.string(code)), FAILURE_LIFETIME, Optional.empty());
        }
        List<Record> records = message.getSection(Section.ANSWER);
        Name name = asked;
        long ttl = LONGEST;
        for (int i = 0; i <= MOST_ALIASES; i++) {
            Name owner = name;
            List<Record> own = records.stream().filter(each -> each.getName().equals(owner)).toList();
            List<Record> wanted = own.stream().filter(each -> each.getType() == type.number()).limit(MOST_VALUES).toList();
            if (!wanted.isEmpty()) {
                long least = wanted.stream().mapToLong(Record::getTTL).min().orElse(0);
                return new Read(new DnsAnswer.Found(values(wanted)), Duration.ofSeconds(Math.min(ttl, least)), Optional.empty());
            }
            Optional<CNAMERecord> alias = own.stream().filter(CNAMERecord.class::isInstance).map(CNAMERecord.class::cast).findFirst();
            if (alias.isEmpty()) {
                boolean unfinished = i > 0 && code == Rcode.NOERROR && negative(message).isEmpty();
                DnsAnswer nothing = code == Rcode.NXDOMAIN ? new DnsAnswer.NoSuchName() : new DnsAnswer.NoData();
                return new Read(nothing, Duration.ofSeconds(Math.min(ttl, negative(message).orElse(NOTHING_LIFETIME).toSeconds())),
                    unfinished ? Optional.of(name) : Optional.empty());
            }
            ttl = Math.min(ttl, alias.get().getTTL());
            name = alias.get().getTarget();
        }
        return new Read(new DnsAnswer.ServerFailure("aliases lead in a circle"), FAILURE_LIFETIME, Optional.empty());
    }


    /** How long it may be remembered that there is nothing, RFC 2308 section 5. */
    private static Optional<Duration> negative(Message message) {
        return message.getSection(Section.AUTHORITY).stream().filter(SOARecord.class::isInstance).map(SOARecord.class::cast).findFirst()
            .map(soa -> Duration.ofSeconds(Math.min(NOTHING_LONGEST.toSeconds(), Math.min(soa.getTTL(), soa.getMinimum()))));
    }

    private static List<String> values(List<Record> records) {
        List<Record> ordered = new ArrayList<>(records);
        if (records.get(0) instanceof MXRecord) {
            ordered.sort(Comparator.comparingInt(each -> ((MXRecord) each).getPriority()));
        }
        return ordered.stream().map(AnswerReader::value).toList();
    }

    private static String value(Record each) {
        if (each instanceof ARecord a) {
            return a.getAddress().getHostAddress();
        } else if (each instanceof AAAARecord aaaa) {
            return aaaa.getAddress().getHostAddress();
        } else if (each instanceof MXRecord mx) {
            return host(mx.getTarget());
        } else if (each instanceof NSRecord ns) {
            return host(ns.getTarget());
        } else if (each instanceof PTRRecord ptr) {
            return host(ptr.getTarget());
        } else if (each instanceof TXTRecord txt) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            txt.getStringsAsByteArrays().forEach(joined::writeBytes);
            return joined.toString(StandardCharsets.ISO_8859_1);
        }
        throw new IllegalArgumentException("no value of " + each);
    }

    private static String host(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }
}
