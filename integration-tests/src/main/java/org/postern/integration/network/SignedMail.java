// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Messages of which it is known what the checks of the network must say, with the zone that lets them: signed mail of many domains, a part
 * of it from hosts that may not send for them, a part with links to listed domains.
 */
public final class SignedMail {
    private static final int DOMAINS = 400;
    private static final int LINKED = 3000;
    private static final int LINKS = 3;
    private static final int LISTED_EVERY = 5;
    private static final int FOREIGN_EVERY = 4;
    private static final int KEY_BITS = 1024;

    private final Map<Name, List<Record>> zone = new HashMap<>();
    private final KeyPair keys;
    private final String good;
    private final String foreign;

    /**
     * One message and the truth about it.
     *
     * @param client   address that hands it over
     * @param foreign  whether the domain's policy denies that client
     * @param listed   whether it links to a listed domain
     */
    public record Sample(byte[] bytes, String sender, String client, boolean foreign, boolean listed) {
    }

    /**
     * Makes keys and the zone.
     *
     * @param good    address that may send for all domains
     * @param foreign address that may not
     */
    public SignedMail(String good, String foreign) throws GeneralSecurityException, IOException {
        this.good = good;
        this.foreign = foreign;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        keys = generator.generateKeyPair();
        String key = "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        for (int i = 0; i < DOMAINS; i++) {
            add(domain(i), Type.TXT, "\"v=spf1 a:out." + domain(i) + " -all\"");
            add("out." + domain(i), Type.A, good);
            add("s._domainkey." + domain(i), Type.TXT, "\"" + key.substring(0, 200) + "\" \"" + key.substring(200) + "\"");
            add("_dmarc." + domain(i), Type.TXT, "\"v=DMARC1; p=reject\"");
        }
        for (int i = 0; i < LINKED; i += LISTED_EVERY * LINKS) {
            add(linked(i) + ".names.test", Type.A, "127.0.0.2");
        }
    }

    /** Records by name, for a name server. */
    public Map<Name, List<Record>> zone() {
        return zone;
    }

    /** The message of this number, 0 or more; every fourth comes from the foreign address. */
    public Sample sample(int number) throws GeneralSecurityException {
        String domain = domain(number);
        StringBuilder body = new StringBuilder("Minutes number " + number + "\r\n");
        boolean listed = false;
        for (int i = 0; i < LINKS; i++) {
            int place = (number * LINKS + i) % LINKED;
            listed |= place % (LISTED_EVERY * LINKS) == 0;
            body.append("http://www.").append(linked(place)).append("/").append(number).append("\r\n");
        }
        String from = "From: Anna <anna@" + domain + ">\r\n";
        String head = from + "To: bob@home.test\r\nSubject: Minutes " + number + "\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
            + "Message-ID: <" + number + "@" + domain + ">\r\n";
        boolean denied = number % FOREIGN_EVERY == 0;
        String mail = signature(domain, from, body.toString()) + head + "\r\n" + body;
        return new Sample(mail.getBytes(StandardCharsets.US_ASCII), "anna@" + domain, denied ? foreign : good, denied,
            listed);
    }

    /** Both parts in simple form, so that no program's canonical form is needed to make it. */
    private String signature(String domain, String from, String body) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
        String field = "DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=" + domain + "; s=s; h=From; bh="
            + Base64.getEncoder().encodeToString(hash) + "; b=";
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update((from + field).getBytes(StandardCharsets.US_ASCII));
        return field + Base64.getEncoder().encodeToString(signature.sign()) + "\r\n";
    }

    private void add(String name, int type, String text) throws IOException {
        Name owner = Name.fromString(name, Name.root);
        zone.computeIfAbsent(owner, any -> new ArrayList<>()).add(Record.fromString(owner, type, DClass.IN, 300, text, Name.root));
    }

    private static String domain(int number) {
        return "sender" + number % DOMAINS + ".test";
    }

    private static String linked(int number) {
        return "link" + number + ".test";
    }
}
