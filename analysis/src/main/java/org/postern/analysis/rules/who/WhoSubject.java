// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sender or a recipient in the forms in which who objects look at it, each worked out once.
 */
public final class WhoSubject {
    private final String address;
    private final String comparable;
    private final String domain;
    private final Optional<String> client;
    private final Supplier<List<WhoSubject>> headerFrom;
    private List<WhoSubject> authors;

    private WhoSubject(String address, Optional<String> client, Supplier<List<WhoSubject>> headerFrom) {
        this.address = address;
        this.comparable = MailAddressText.comparable(address);
        this.domain = MailAddressText.domain(address);
        this.client = client;
        this.headerFrom = headerFrom;
    }

    /**
     * The sender of a message.
     *
     * @param address    envelope sender, empty for the null sender
     * @param client     IP address of the SMTP client
     * @param headerFrom addresses of the From fields, asked for when a rule looks at them
     */
    public static WhoSubject sender(String address, String client, Supplier<List<String>> headerFrom) {
        return new WhoSubject(address, Optional.of(client),
            () -> headerFrom.get().stream().map(author -> new WhoSubject(author, Optional.empty(), List::of)).toList());
    }

    /** A recipient of a message. */
    public static WhoSubject recipient(String address) {
        return new WhoSubject(address, Optional.empty(), List::of);
    }

    /** The address as given. */
    public String address() {
        return address;
    }

    /** The address as it is compared. */
    public String comparable() {
        return comparable;
    }

    /** The domain as it is compared, empty when there is none. */
    public String domain() {
        return domain;
    }

    /** Address of the client in bytes; empty for recipients and authors. */
    public Optional<byte[]> client() {
        return client.flatMap(IpRange::bytes);
    }

    /** The authors by the From fields; none for recipients. */
    public List<WhoSubject> authors() {
        if (authors == null) {
            authors = headerFrom.get();
        }
        return authors;
    }
}
