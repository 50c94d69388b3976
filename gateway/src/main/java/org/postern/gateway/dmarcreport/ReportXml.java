// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.postern.analysis.facts.PublishedPolicy;
import org.postern.analysis.spam.text.IpText;
import org.postern.gateway.config.DmarcReportFormat;

/** Writes a report in one of the layouts that programs of domain owners read. */
final class ReportXml {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:dmarc-2.0";

    private final DmarcReportFormat format;
    private final String organisation;
    private final String contact;
    private final String generator;

    /**
     * Reports of one organisation.
     *
     * @param organisation who reports
     * @param contact      address of those who can be asked
     * @param generator    name of this program
     */
    ReportXml(DmarcReportFormat format, String organisation, String contact, String generator) {
        this.format = format;
        this.organisation = organisation;
        this.contact = contact;
        this.generator = generator;
    }

    byte[] write(DmarcReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            out.writeStartElement("feedback");
            if (modern()) {
                out.writeDefaultNamespace(NAMESPACE);
            }
            element(out, "version", "1.0");
            metadata(out, report);
            policy(out, report.policy());
            for (Map.Entry<ReportedMail, Long> row : report.rows()) {
                record(out, row.getKey(), row.getValue(), report.policy());
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a report that XML cannot hold", e);
        }
    }

    private boolean modern() {
        return format == DmarcReportFormat.RFC9990;
    }

    private void metadata(XMLStreamWriter out, DmarcReport report) throws XMLStreamException {
        out.writeStartElement("report_metadata");
        element(out, "org_name", organisation);
        element(out, "email", contact);
        element(out, "report_id", report.id());
        out.writeStartElement("date_range");
        element(out, "begin", Long.toString(report.begin().getEpochSecond()));
        element(out, "end", Long.toString(report.end().getEpochSecond()));
        out.writeEndElement();
        if (report.leftOut() > 0) {
            element(out, "error", report.leftOut() + " more messages are left out: there were too many different ones");
        }
        if (modern()) {
            element(out, "generator", generator);
        }
        out.writeEndElement();
    }

    private void policy(XMLStreamWriter out, PublishedPolicy policy) throws XMLStreamException {
        out.writeStartElement("policy_published");
        element(out, "domain", policy.domain());
        element(out, "adkim", policy.dkimAlignment());
        element(out, "aspf", policy.spfAlignment());
        element(out, "p", policy.policy());
        element(out, "sp", policy.subdomains());
        if (modern()) {
            element(out, "np", policy.missing());
            element(out, "testing", policy.testing() ? "y" : "n");
            element(out, "discovery_method", policy.discovery());
        } else {
            element(out, "pct", Integer.toString(policy.percent()));
        }
        element(out, "fo", policy.failureOptions());
        out.writeEndElement();
    }

    private void record(XMLStreamWriter out, ReportedMail mail, long count, PublishedPolicy policy) throws XMLStreamException {
        out.writeStartElement("record");
        out.writeStartElement("row");
        element(out, "source_ip", address(mail.source()));
        element(out, "count", Long.toString(count));
        out.writeStartElement("policy_evaluated");
        element(out, "disposition", disposition(mail));
        element(out, "dkim", mail.dkim() ? "pass" : "fail");
        element(out, "spf", mail.spf() ? "pass" : "fail");
        reason(out, mail, policy);
        out.writeEndElement();
        out.writeEndElement();
        out.writeStartElement("identifiers");
        element(out, "envelope_from", mail.envelopeFrom());
        element(out, "header_from", mail.from());
        out.writeEndElement();
        out.writeStartElement("auth_results");
        for (ReportedMail.Signed signed : mail.signatures()) {
            out.writeStartElement("dkim");
            element(out, "domain", signed.domain());
            element(out, "selector", signed.selector());
            element(out, "result", signed.result());
            out.writeEndElement();
        }
        spf(out, mail);
        out.writeEndElement();
        out.writeEndElement();
    }

    /** The successor has a word for mail that passed where the owner asks for more than nothing. */
    private String disposition(ReportedMail mail) {
        return mail.disposition().equals("pass") && !(modern() && mail.enforcing()) ? "none" : mail.disposition();
    }

    private void reason(XMLStreamWriter out, ReportedMail mail, PublishedPolicy policy) throws XMLStreamException {
        if (mail.override().isEmpty()) {
            return;
        }
        boolean sampled = mail.override().equals(ReportedMail.SAMPLED_OUT);
        out.writeStartElement("reason");
        element(out, "type", !sampled || !modern() ? mail.override() : policy.testing() ? "policy_test_mode" : "other");
        if (sampled && !policy.testing()) {
            element(out, "comment", "pct=" + policy.percent());
        }
        out.writeEndElement();
    }

    /** The successor knows only the envelope sender's domain. */
    private void spf(XMLStreamWriter out, ReportedMail mail) throws XMLStreamException {
        boolean helo = mail.envelopeFrom().isEmpty();
        if (helo && modern()) {
            return;
        }
        out.writeStartElement("spf");
        element(out, "domain", mail.spfDomain());
        element(out, "scope", helo ? "helo" : "mfrom");
        element(out, "result", mail.spfResult());
        out.writeEndElement();
    }

    /** IPv6 without gaps, the only form that the older layout admits. */
    private static String address(String text) {
        try {
            return IpText.isAddress(text) ? InetAddress.getByName(text).getHostAddress() : text;
        } catch (UnknownHostException e) {
            return text;
        }
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }
}
