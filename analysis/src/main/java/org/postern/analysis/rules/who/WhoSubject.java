// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.postern.analysis.facts.DirectoryFacts;

/**
 * A sender or a recipient in the forms in which who objects look at it, each worked out once.
 */
public final class WhoSubject {
    private final String address;
    private final String comparable;
    private final String domain;
    private final Optional<String> client;
    private final Supplier<List<WhoSubject>> headerFrom;
    private final DirectoryFacts directory;
    private List<WhoSubject> authors;
    private Set<String> directoryKeys;

    private WhoSubject(String address, Optional<String> client, Supplier<List<WhoSubject>> headerFrom,
                       DirectoryFacts directory) {
        this.address = address;
        this.comparable = MailAddressText.comparable(address);
        this.domain = MailAddressText.domain(address);
        this.client = client;
        this.headerFrom = headerFrom;
        this.directory = directory;
    }

    /**
     * The sender of a message.
     *
     * @param address    envelope sender, empty for the null sender
     * @param client     IP address of the SMTP client
     * @param headerFrom addresses of the From fields, asked for when a rule looks at them
     */
    public static WhoSubject sender(String address, String client, Supplier<List<String>> headerFrom) {
        return sender(address, client, headerFrom, DirectoryFacts.none());
    }

    /** The sender of a message, of whom directories may know. */
    public static WhoSubject sender(String address, String client, Supplier<List<String>> headerFrom, DirectoryFacts directory) {
        return new WhoSubject(address, Optional.of(client),
            () -> headerFrom.get().stream().map(author -> recipient(author, directory)).toList(), directory);
    }

    /** A recipient of a message. */
    public static WhoSubject recipient(String address) {
        return recipient(address, DirectoryFacts.none());
    }

    /** A recipient of a message, of whom directories may know. */
    public static WhoSubject recipient(String address, DirectoryFacts directory) {
        return new WhoSubject(address, Optional.empty(), List::of, directory);
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

    /** What directories say of the people of the message. */
    public DirectoryFacts directory() {
        return directory;
    }

    /** What this address has by them, see {@link DirectoryKeys}. */
    public Set<String> directoryKeys() {
        if (directoryKeys == null) {
            directoryKeys = DirectoryKeys.of(directory.of(comparable));
        }
        return directoryKeys;
    }

    /** The authors by the From fields; none for recipients. */
    public List<WhoSubject> authors() {
        if (authors == null) {
            authors = headerFrom.get();
        }
        return authors;
    }
}
