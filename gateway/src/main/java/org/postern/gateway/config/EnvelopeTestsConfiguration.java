// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

/**
 * Which tests are made on the names a client gives, and on its own.
 *
 * @param heloSyntax     whether a name at HELO that can be none is refused
 * @param heloFull       whether a name at HELO without a domain is refused
 * @param heloResolvable whether a name at HELO that the DNS does not know is deferred
 * @param senderFull     whether an envelope sender without a full domain is refused
 * @param senderDomain   whether a sender domain that takes no mail is refused
 * @param clientName     what is asked of the client's reverse name
 * @param spf            what the sender's domain says leads to
 */
public record EnvelopeTestsConfiguration(boolean heloSyntax, boolean heloFull, boolean heloResolvable, boolean senderFull,
                                         boolean senderDomain, ClientName clientName, SpfUse spf) {

    /** What is asked of the client's reverse name. */
    public enum ClientName {
        OFF,
        /** There is one. */
        NAME,
        /** It leads back to the client's address. */
        CONFIRMED
    }

    /**
     * What SPF leads to at SMTP time.
     *
     * @param enabled        whether it is asked at all
     * @param refuseFail     whether a client that the domain disowns is refused
     * @param deferTemporary whether a client has to come back when the domain cannot be asked
     * @param spareGreylist  whether a client that the domain vouches for is not greylisted
     */
    public record SpfUse(boolean enabled, boolean refuseFail, boolean deferTemporary, boolean spareGreylist) {
    }

    static EnvelopeTestsConfiguration from(Settings settings) {
        return new EnvelopeTestsConfiguration(
            settings.flag("policy.helo-syntax", false),
            settings.flag("policy.helo-full", false),
            settings.flag("policy.helo-resolvable", false),
            settings.flag("policy.sender-full", true),
            settings.flag("policy.sender-domain", false),
            settings.choice("policy.client-name", ClientName.OFF, ClientName.class),
            new SpfUse(settings.flag("policy.spf", true), settings.flag("policy.spf-refuse-fail", true),
                settings.flag("policy.spf-defer-temporary", false), settings.flag("policy.spf-spare-greylist", true)));
    }
}
