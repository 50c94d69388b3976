// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailFields;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;

/** Tests of header fields. */
public final class HeaderEvals {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final Pattern OUTLOOK_ID = Pattern.compile("^<[0-9a-f]{4}([0-9a-f]{8})\\$[0-9a-f]{8}\\$[0-9a-f]{8}@");
    /** Outlook counts in units of 2^32 hundred nanoseconds since 1601. */
    private static final double OUTLOOK_UNITS = 0.0023283064365387;
    private static final double OUTLOOK_EPOCH = 27111902.8329849;
    private static final long OUTLOOK_SLACK = 250;
    private static final Pattern REPLY = Pattern.compile("^(?:(?:Re|Fwd|Fw|Aw|Antwort|WG|SV|VB|VS|VL):\\s*)+", Pattern.CASE_INSENSITIVE);
    private static final int SHORT_SUBJECT = 10;
    private static final Pattern TEMPLATE = Pattern.compile("%[A-Z][A-Z_-]");
    private static final Pattern MAY_HAVE_PERCENT = Pattern.compile("^(?:X-VMS-To|X-UIDL|X-Face|To|Cc|From|Subject|References|In-Reply-To"
        + "|(?:X-|Resent-|X-Original-)?Message-Id):", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_ID = Pattern.compile("<[A-Z]{28}\\.([^>]+?)>");
    private static final Pattern USER_AND_DOMAIN = Pattern.compile("^([^@]+)@(.+)$");
    private static final Pattern REWRITTEN_SENDER = Pattern.compile("^SRS\\d[=+-]", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSUBSCRIBE = Pattern.compile("<mailto:(?:leave-\\S+|\\S+-unsubscribe)@\\S+>$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSETS = Pattern.compile("=\\?(.+?)\\?.\\?.*?\\?=");

    private HeaderEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("HeaderEval"), Set.of("ok_locales"), Set.of(), Map.ofEntries(
            Map.entry("check_for_fake_aol_relay_in_rcvd", provider(ProviderForgery::aol)),
            Map.entry("check_for_forged_hotmail_received_headers", provider(ProviderForgery::hotmailHost)),
            Map.entry("check_for_no_hotmail_received_headers", provider(ProviderForgery::hotmailAuthor)),
            Map.entry("check_for_msn_groups_headers", provider(ProviderForgery::msnGroups)),
            Map.entry("check_for_forged_eudoramail_received_headers", provider(ProviderForgery::eudoramail)),
            Map.entry("check_for_forged_yahoo_received_headers", provider(ProviderForgery::yahoo)),
            Map.entry("check_for_forged_juno_received_headers", provider(ProviderForgery::juno)),
            Map.entry("check_for_forged_gmail_received_headers", provider(ProviderForgery::gmail)),
            Map.entry("gated_through_received_hdr_remover", provider(ProviderForgery::traceRemoved)),
            Map.entry("check_for_faraway_charset_in_headers", call -> context ->
                EvalOutcome.of(farawayCharset(Evals.mail(context), Locales.of(context.options())))),
            Map.entry("check_for_unique_subject_id", Evals.when(mail -> false)),
            Map.entry("check_illegal_chars", HeaderEvals::illegalCharacters),
            Map.entry("check_for_matching_env_and_hdr_from", Evals.when(mail ->
                Octets.lower(mail.value("EnvelopeFrom:addr")).equals(Octets.lower(mail.value("From:addr"))))),
            Map.entry("sorted_recipients", call -> context -> EvalOutcome.of(context.shared(Recipients.class, Recipients::of).sorted())),
            Map.entry("similar_recipients", HeaderEvals::similarRecipients),
            Map.entry("check_for_missing_to_header", Evals.when(mail -> mail.value("To").isEmpty() && mail.value("Apparently-T"
                + "o").isEmpty())),
            Map.entry("check_for_shifted_date", HeaderEvals::shiftedDate),
            Map.entry("subject_is_all_caps", Evals.when(HeaderEvals::allCapitals)),
            Map.entry("check_for_to_in_subject", HeaderEvals::recipientInSubject),
            Map.entry("check_outlook_message_id", Evals.when(HeaderEvals::outlookIdOffTime)),
            Map.entry("check_messageid_not_usable", Evals.when(HeaderEvals::idNotUsable)),
            Map.entry("check_header_count_range", HeaderEvals::headerCount),
            Map.entry("check_unresolved_template", Evals.when(mail -> unresolvedTemplate(mail.value("ALL")))),
            Map.entry("check_ratware_name_id", Evals.when(HeaderEvals::nameInId)),
            Map.entry("check_ratware_envelope_from", Evals.when(HeaderEvals::recipientInSender)),
            Map.entry("check_equal_from_domains", Evals.when(HeaderEvals::differentDomains))));
    }

    private static EvalFunction provider(Predicate<ProviderForgery> test) {
        return call -> context -> EvalOutcome.of(test.test(context.shared(ProviderForgery.class, ProviderForgery::of)));
    }

    private static boolean unresolvedTemplate(String header) {
        return header.indexOf('%') >= 0
            && header.lines().anyMatch(line -> TEMPLATE.matcher(line).find() && !MAY_HAVE_PERCENT.matcher(line).find());
    }

    private static boolean farawayCharset(MailText mail, Locales locales) {
        for (String header : new String[] {"From:raw", "Subject:raw"}) {
            for (String value : mail.values(header)) {
                Matcher charset = CHARSETS.matcher(value);
                while (charset.find()) {
                    if (!locales.accepts(charset.group(1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static EvalTest illegalCharacters(EvalCall call) {
        String header = call.argument(0).endsWith(":raw") ? call.argument(0) : call.argument(0) + ":raw";
        double ratio = call.number(1, 0);
        double count = call.number(2, 0);
        return context -> EvalOutcome.of(IllegalCharacters.tooMany(Evals.mail(context).value(header), header, ratio, count));
    }

    private static EvalTest similarRecipients(EvalCall call) {
        double least = Evals.bound(call, 0, Double.NEGATIVE_INFINITY);
        double below = Evals.bound(call, 1, Double.POSITIVE_INFINITY);
        return context -> {
            double similar = context.shared(Recipients.class, Recipients::of).similar();
            return EvalOutcome.of(similar >= least && similar < below);
        };
    }

    private static EvalTest shiftedDate(EvalCall call) {
        double least = Evals.bound(call, 0, Double.NEGATIVE_INFINITY) * SECONDS_PER_HOUR;
        double below = Evals.bound(call, 1, Double.POSITIVE_INFINITY) * SECONDS_PER_HOUR;
        return context -> {
            long shift = context.shared(DateShift.class, DateShift::of).seconds();
            return EvalOutcome.of(shift >= least && shift < below);
        };
    }

    private static boolean allCapitals(MailText mail) {
        String subject = REPLY.matcher(Octets.trim(mail.value("Subject"))).replaceFirst("");
        if (subject.length() < SHORT_SUBJECT || subject.chars().noneMatch(c -> Octets.isSpace((char) c))
            || MimeCounts.FOREIGN_CASE_IN_WORD.matcher(mail.value("Subject:raw")).find()) {
            return false;
        }
        boolean letters = subject.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        return letters && subject.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    }

    private static EvalTest recipientInSubject(EvalCall call) {
        String kind = call.argument(0);
        return context -> {
            MailText mail = Evals.mail(context);
            String to = mail.value("To:addr");
            String subject = mail.value("Subject");
            if (to.isEmpty() || !kind.equals("address") && !kind.equals("user")) {
                return EvalOutcome.miss();
            }
            if (kind.equals("address")) {
                return EvalOutcome.of(Pattern.compile("\\b" + Pattern.quote(to) + "\\b", Pattern.CASE_INSENSITIVE).matcher(subject).find());
            }
            String user = Pattern.quote(to.substring(0, Math.max(0, to.indexOf('@'))));
            return EvalOutcome.of(Pattern.compile("^(?:(?:re|fw):\\s*(?:\\w+\\s+)?" + user + "$|(?-i"
                + ":" + user + ")\\s*[,:;!?-](?:$|\\s)|" + user
                + "$|,\\s*" + user + "[,:;!?-]$)", Pattern.CASE_INSENSITIVE).matcher(subject).find());
        };
    }

    private static boolean outlookIdOffTime(MailText mail) {
        Matcher id = OUTLOOK_ID.matcher(mail.value("MESSAGEID"));
        if (!id.find()) {
            return false;
        }
        long token = Long.parseLong(id.group(1), 16);
        return isOff(token, MailDates.seconds(mail.value("Date"))) && isOff(token, MailDates.seconds(mail.value("Received")));
    }

    private static boolean isOff(long token, OptionalLong time) {
        long expected = (long) (time.orElse(0) * OUTLOOK_UNITS + OUTLOOK_EPOCH);
        return Math.abs(token - expected) >= OUTLOOK_SLACK;
    }

    private static boolean idNotUsable(MailText mail) {
        String received = mail.value("Received");
        return UNSUBSCRIBE.matcher(mail.value("List-Unsubscribe")).find() || new ProviderForgery(mail).traceRemoved()
            || received.contains("/CWT/DCE)") || received.contains("iPlanet Messaging Server");
    }

    private static EvalTest headerCount(EvalCall call) {
        String name = call.argument(0);
        double least = call.number(1, 0);
        double most = call.number(2, Double.POSITIVE_INFINITY);
        return context -> {
            long count = Evals.mail(context).root().fields().named(name).stream().map(MailFields.Field::decoded).distinct().count();
            return EvalOutcome.of(count >= least && count <= most);
        };
    }

    private static boolean nameInId(MailText mail) {
        Matcher id = NAME_ID.matcher(mail.value("MESSAGEID"));
        return id.find() && Pattern.compile("\"[^\"]+\"\\s*<" + Pattern.quote(id.group(1)) + ">").matcher(mail.value("From")).find();
    }

    private static boolean recipientInSender(MailText mail) {
        String from = mail.value("EnvelopeFrom:addr");
        Matcher to = USER_AND_DOMAIN.matcher(mail.value("To:addr"));
        if (from.isEmpty() || REWRITTEN_SENDER.matcher(from).find() || !to.find()) {
            return false;
        }
        String domain = mail.boundaries().registered(to.group(2));
        return mail.boundaries().isUnderTopLevel(domain) && Pattern.compile("\\b" + Pattern.quote(domain) + "." + Pattern.quote(to.group(1))
            + "@", Pattern.CASE_INSENSITIVE).matcher(from).find();
    }

    private static boolean differentDomains(MailText mail) {
        String author = lastTwoLabels(mail.value("From:addr"));
        String sender = lastTwoLabels(mail.value("EnvelopeFrom:addr"));
        return !author.isEmpty() && !sender.isEmpty() && !Octets.lower(author).equals(Octets.lower(sender));
    }

    private static String lastTwoLabels(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return "";
        }
        String domain = address.substring(at + 1);
        int last = domain.lastIndexOf('.');
        int before = last <= 0 ? -1 : domain.lastIndexOf('.', last - 1);
        return before > 0 && last > before + 1 && last < domain.length() - 1 ? domain.substring(before + 1) : domain;
    }
}
