// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.Relay;
import org.postern.analysis.spam.text.RelayTrace;

/** Tests of the way that a message took. */
public final class RelayEvals {
    private static final Pattern NUMERIC_HELO = Pattern.compile("\\bhelo=(" + IpText.V4 + ")(?=[\\x00-\\x20,;\\[()<>]|"
        + "\\z)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTCOM = Pattern.compile("(?:\\.|^)(?:lycos\\.com|lycos\\.co\\.uk|hotmail\\.com|localhost\\.com"
        + "|excite\\.com"
        + "|caramail\\.com|cs\\.com|aol\\.com|msn\\.com|yahoo\\.com|drizzle\\.com)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTTED = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Pattern HOST = Pattern.compile("\\w+(?:[\\w.-]+\\.)+\\w+");
    private static final Pattern SHORT_REGISTRY = Pattern.compile("\\S{3,}|ie|fr|de");

    private RelayEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("RelayEval"), Set.of(), Set.of(), Map.ofEntries(
            Map.entry("check_for_numeric_helo", Evals.when(RelayEvals::numericHelo)),
            Map.entry("check_for_illegal_ip", Evals.when(mail -> false)),
            Map.entry("check_all_trusted", Evals.when(mail -> !mail.relays().trusted().isEmpty() && mail.relays().untrusted().isEmpty()
                && mail.relays().unparseable() == 0)),
            Map.entry("check_no_relays", Evals.when(mail -> mail.relays().trusted().isEmpty() && mail.relays().untrusted().isEmpty()
                && mail.relays().unparseable() == 0)),
            Map.entry("check_relays_unparseable", Evals.when(mail -> mail.relays().unparseable() > 0)),
            Map.entry("check_for_sender_no_reverse", Evals.when(RelayEvals::firstHasName)),
            Map.entry("check_for_from_domain_in_received_headers", RelayEvals::domainInTrace),
            Map.entry("check_for_forged_received_trail", Evals.when(mail -> brokenLinks(mail) > 1)),
            Map.entry("check_for_forged_received_ip_helo", Evals.when(RelayEvals::foreignAddressAsHelo)),
            Map.entry("helo_ip_mismatch", Evals.when(RelayEvals::addressMismatch)),
            Map.entry("check_for_no_rdns_dotcom_helo", Evals.when(RelayEvals::providerWithoutName))));
    }

    private static boolean numericHelo(MailText mail) {
        Matcher helo = NUMERIC_HELO.matcher(RelayTrace.text(mail.relays().untrusted()));
        while (helo.find()) {
            return !IpText.isPrivate(helo.group(1));
        }
        return false;
    }

    private static boolean firstHasName(MailText mail) {
        List<Relay> untrusted = mail.relays().untrusted();
        if (untrusted.isEmpty()) {
            return false;
        }
        Relay first = untrusted.get(untrusted.size() - 1);
        return first.rdns().contains(".") && !first.isPrivate();
    }

    private static EvalTest domainInTrace(EvalCall call) {
        String domain = call.argument(0);
        boolean wanted = call.argument(1, "true").equals("true");
        Pattern author = Pattern.compile("\\b" + Pattern.quote(domain), Pattern.CASE_INSENSITIVE);
        Pattern hop = Pattern.compile(" rdns=\\S*\\b" + domain + " [^\\]]*by=\\S*\\b" + domain + " ");
        return context -> {
            MailText mail = Evals.mail(context);
            if (!author.matcher(mail.value("From:addr")).find()) {
                return EvalOutcome.miss();
            }
            String trace = RelayTrace.text(mail.relays().trusted()) + "\n" + RelayTrace.text(mail.relays().untrusted());
            return EvalOutcome.of(hop.matcher(trace).find() == wanted);
        };
    }

    /** How often a host says it received from another than the one that says it sent. */
    private static int brokenLinks(MailText mail) {
        int broken = 0;
        List<Relay> relays = mail.relays().untrusted();
        for (int i = 1; i < relays.size(); i++) {
            String by = domain(Octets.lower(relays.get(i).by()));
            Relay newer = relays.get(i - 1);
            String from = domain(Octets.lower(newer.rdns()));
            String newerBy = domain(Octets.lower(newer.by()));
            boolean here = (from.equals("localhost") || from.equals("localhost.localdomain")) && newer.ip().equals("127.0.0."
                + "1") && HOST.matcher(newerBy).matches();
            if (HOST.matcher(by).matches() && !here && HOST.matcher(from).matches() && !by.equals(from)
                && !(by.equals("msn.com") && from.equals("hotmail.com"))) {
                broken++;
            }
        }
        return broken;
    }

    private static boolean foreignAddressAsHelo(MailText mail) {
        for (Relay relay : mail.relays().untrusted()) {
            String helo = relay.helo();
            String ip = relay.ip();
            if (HOST.matcher(domain(Octets.lower(relay.by()))).matches() && DOTTED.matcher(helo).matches()
                && DOTTED.matcher(ip).matches() && !network(helo, 2).equals(network(ip, 2)) && !IpText.isPrivate(helo)) {
                return true;
            }
        }
        return false;
    }

    private static boolean addressMismatch(MailText mail) {
        for (Relay relay : mail.relays().untrusted()) {
            if (IpText.isV4(relay.helo()) && !IpText.isPrivate(relay.helo()) && IpText.isV4(relay.ip()) && !relay.isPrivate()
                && !relay.ip().startsWith(network(relay.helo(), 3))) {
                return true;
            }
        }
        return false;
    }

    private static boolean providerWithoutName(MailText mail) {
        boolean found = false;
        for (Relay relay : mail.relays().untrusted()) {
            if (!relay.isPrivate()) {
                found = relay.noReverseDns() && DOTCOM.matcher(relay.helo()).find();
            }
        }
        return found;
    }

    /** The first numbers of an address with the dot behind them. */
    private static String network(String address, int numbers) {
        int dot = -1;
        for (int i = 0; i < numbers; i++) {
            dot = address.indexOf('.', dot + 1);
        }
        return address.substring(0, dot + 1);
    }

    /** A rough cut to the registered domain that needs no list. */
    private static String domain(String host) {
        if (host.chars().noneMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
            return host;
        }
        String[] labels = host.split("\\.");
        int kept = labels.length > 1 && SHORT_REGISTRY.matcher(labels[labels.length - 1]).find() ? 2 : 3;
        return labels.length < kept || labels.length < 2 ? host
            : String.join(".", List.of(labels).subList(labels.length - kept, labels.length));
    }
}
