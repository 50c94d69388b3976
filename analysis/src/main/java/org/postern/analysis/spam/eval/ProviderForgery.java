// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.RelayTrace;

/** Tells mail that claims to come from a large mail provider and lacks the trace that this provider leaves. */
final class ProviderForgery {
    private static final Pattern EZMLM = Pattern.compile("^contact \\S+@\\S+; run by ezmlm$", Pattern.MULTILINE);
    private static final Pattern TO_LIST = Pattern.compile("^mailing list \\S+@\\S+", Pattern.MULTILINE);
    private static final Pattern QMAIL = Pattern.compile("qmail \\d+ invoked (?:from network|by .{3,20})\\); \\d+ ... \\d+");
    private static final Pattern MSN_GROUPS = Pattern.compile("from groups\\.msn\\.com \\(\\S+\\.msn\\.com ");
    private static final Pattern AOL_RELAY = Pattern.compile(" rly-[a-z][a-z]\\d\\d\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern AOL_TRACE = Pattern.compile("/AOL-\\d+\\.\\d+\\.\\d+\\)|ESMTP id (?:RELAY|MAILRELAY|MAILIN)");
    private static final Pattern HOTMAIL_WITH_IP = Pattern.compile("from (?:\\S*\\.)?hotmail.com \\(\\S+\\.hotmail(?:\\.msn)?\\.com[ )]"
        + "|from \\S*\\.hotmail.com \\(\\[" + IpText.ANY + "\\][ ):]|from \\S+ by \\S+\\.hotmail(?:\\.msn)?\\.com with HTTP;"
        + "|from \\[66.218.\\S+\\] by \\S+\\.yahoo\\.com");
    private static final Pattern OUTLOOK = Pattern.compile(
        "from \\S*\\.outbound\\.protection\\.outlook\\.com \\(\\S+\\.outbound\\.protection\\.outlook\\.com[ )]"
            + "|from \\S*\\.(?:eur|nam)prd\\d+\\.prod\\.outlook\\.com \\(" + IpText.ANY + "\\)");
    private static final Pattern OUTLOOK_ORIGIN = Pattern.compile("hotmail\\.com|msonline-outlook");
    private static final Pattern HOTMAIL_CLAIMED = Pattern.compile("(?:from |HELO |helo=)\\S*hotmail\\.com\\b");
    private static final Pattern MSN_GROUP = Pattern.compile("<(\\S+)@groups\\.msn\\.com>", Pattern.CASE_INSENSITIVE);
    private static final Pattern MSN_PICKUP = Pattern.compile("from mail pickup service by ((?:p\\d\\d\\.)groups\\.msn\\.com)\\b");
    private static final Pattern YAHOO_RDNS = Pattern.compile(" rdns=\\S+\\.yahoo\\.com ");
    private static final Pattern YAHOO_FIRST_RDNS = Pattern.compile("^[^\\]]+ rdns=\\S+\\.yahoo\\.com ");
    private static final Pattern YAHOO = Pattern.compile("by web\\S+\\.mail\\S*\\.yahoo\\.com via HTTP|by"
        + " sonic\\S+\\.consmr\\.mail\\S*\\.yahoo\\.com "
        + "with HTTP|by smtp\\S+\\.yahoo\\.com with SMTP|from \\[" + IpText.ANY + "\\] by \\S+\\.(?:groups|scd|dcn)\\.yahoo"
            + "\\.com with NNFMP"
        + "|by \\w+\\.\\w+\\.yahoo\\.com \\(\\d+\\.\\d+\\.\\d+/\\d+\\.\\d+\\.\\d+\\)(?: with ESMTP)? id \\w+");
    private static final Pattern YAHOO_BULK = Pattern.compile("\\bmailer\\d+\\.bulk\\.scd\\.yahoo\\.com\\b");
    private static final Pattern JUNO = Pattern.compile("from.*\\b(?:juno|untd)\\.com.*[\\[(]" + IpText.ANY
        + "[\\])].*by| cookie\\.(?:juno|untd)\\.com ");
    private static final Pattern GOOGLE_INTERNAL = Pattern.compile("by (?:10\\.\\S+|2002:a\\d\\d:\\w+:\\S+) with SMTP id \\S+");
    private static final Pattern GOOGLE_SUBMISSION = Pattern.compile("by smtp\\.googlemail\\.com with ESMTPSA id \\S+");
    private static final int GOOGLE_TOKEN = 60;

    private final MailText mail;
    /** Received fields, white space collapsed; several tests ask for them. */
    private final String received;
    private final boolean traceRemoved;

    ProviderForgery(MailText mail) {
        this.mail = mail;
        this.received = Octets.collapse(mail.value("Received"));
        this.traceRemoved = removed(mail);
    }

    static ProviderForgery of(EvalContext context) {
        return new ProviderForgery(Evals.mail(context));
    }

    /** Some mailing lists remove the trace, and some mail never had one: nothing can be said then. */
    boolean traceRemoved() {
        return traceRemoved;
    }

    private static boolean removed(MailText mail) {
        String received = mail.value("Received");
        if (received.contains("qmail ") && EZMLM.matcher(mail.value("Mailing-List")).find()
            && TO_LIST.matcher(mail.value("Delivered-To")).find() && QMAIL.matcher(received).find()) {
            return true;
        }
        return mail.values("Received").isEmpty() || received.contains("from groups.msn.com") && MSN_GROUPS.matcher(received).find();
    }

    boolean aol() {
        return AOL_RELAY.matcher(received).find() && !AOL_TRACE.matcher(received).find();
    }

    /** A host claims to be Hotmail. */
    boolean hotmailHost() {
        return hotmailClaimed() && !hotmailPlausible();
    }

    /** Only the author claims to be at Hotmail. */
    boolean hotmailAuthor() {
        return authorAt("hotmail.com") && !hotmailClaimed() && !hotmailPlausible();
    }

    private boolean hotmailClaimed() {
        return received.contains("hotmail.com") && HOTMAIL_CLAIMED.matcher(received).find();
    }

    boolean msnGroups() {
        if (!received.contains("groups.msn.com")) {
            return false;
        }
        Matcher group = MSN_GROUP.matcher(mail.value("To"));
        Matcher pickup = MSN_PICKUP.matcher(mail.value("Received"));
        if (!group.find() || !pickup.find()) {
            return false;
        }
        String list = group.group(1);
        String id = mail.value("Message-Id");
        if (list.equals("notifications")) {
            return Pattern.compile("^<\\S+@" + Pattern.quote(pickup.group(1))).matcher(id).find();
        }
        return Pattern.compile("^<" + Pattern.quote(list) + "-\\S+@groups\\.msn\\.com>").matcher(id).find()
            && mail.value("EnvelopeFrom:addr").contains(list + "-bounce@groups.msn.com");
    }

    boolean eudoramail() {
        if (!authorAt("eudoramail.com") || traceRemoved()) {
            return false;
        }
        boolean ip = IpText.find(mail.value("X-Sender-Ip")).isPresent();
        return !(ip && Pattern.compile("by \\S*whowhere.com;").matcher(received).find());
    }

    boolean yahoo() {
        if (!authorAt("yahoo.com") || traceRemoved()) {
            return false;
        }
        String received = this.received;
        boolean resent = !mail.value("Resent-From").isEmpty() && !mail.value("Resent-To").isEmpty();
        if (resent && !mail.value("X-Received").isEmpty()) {
            received = Octets.collapse(mail.value("X-Received"));
        }
        if (YAHOO_RDNS.matcher(RelayTrace.text(mail.relays().trusted())).find()
            || YAHOO_FIRST_RDNS.matcher(RelayTrace.text(mail.relays().untrusted())).find() || YAHOO.matcher(received).find()) {
            return false;
        }
        return !(YAHOO_BULK.matcher(received).find() && Octets.lower(mail.value("From:addr")).endsWith("@reply.yahoo.com"));
    }

    boolean juno() {
        if (!authorAt("juno.com") || traceRemoved()) {
            return false;
        }
        String received = mail.value("Received");
        String mailer = mail.value("X-Mailer");
        if (!mail.value("X-Originating-IP").isEmpty()) {
            return !JUNO.matcher(received).find() || !mailer.contains("Juno ");
        }
        return true;
    }

    boolean gmail() {
        if (!authorAt("gmail.com") || GOOGLE_INTERNAL.matcher(mail.value("X-Received")).find()
            || GOOGLE_SUBMISSION.matcher(mail.value("Received")).find()) {
            return false;
        }
        return mail.value("X-Gm-Message-State").length() < GOOGLE_TOKEN || mail.value("X-Google-Smtp-Source").length() < GOOGLE_TOKEN;
    }

    private boolean hotmailPlausible() {
        if (received.contains("from mail pickup service by hotmail.com with Microsoft SMTPSVC;") || msnGroups() || traceRemoved()) {
            return true;
        }
        return HOTMAIL_WITH_IP.matcher(received).find() && IpText.find(mail.value("X-Originating-Ip")).isPresent()
            || OUTLOOK.matcher(received).find() && OUTLOOK_ORIGIN.matcher(mail.value("X-OriginatorOrg")).find();
    }

    private boolean authorAt(String domain) {
        String from = Octets.lower(mail.value("From:addr"));
        int start = from.length() - domain.length();
        return start >= 0 && from.endsWith(domain) && (start == 0 || !Octets.isWord(from.charAt(start - 1)));
    }
}
