// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.ListHit;

/** Finds which entries speak of a message once it is there, so that rules can ask for them. */
public final class ListHits {
    private final AddressLists lists;

    public ListHits(AddressLists lists) {
        this.lists = lists;
    }

    /**
     * Entries for client, sender and each recipient whose conditions are met; throws
     * {@link org.postern.gateway.StorageUnavailableException} when the lists have never been read.
     */
    public List<ListHit> of(Client client, Envelope envelope, Authentication authentication) {
        List<AddressEntry> common = new ArrayList<>(lists.ofClient(client.address()));
        common.addAll(lists.ofSender(envelope.sender()));
        List<ListHit> hits = new ArrayList<>();
        common.stream().filter(entry -> proved(entry, envelope.sender(), authentication))
            .forEach(entry -> hits.add(hit(entry, Optional.empty())));
        for (String recipient : envelope.recipients()) {
            lists.ofRecipient(recipient).stream().filter(entry -> proved(entry, envelope.sender(), authentication))
                .forEach(entry -> hits.add(hit(entry, Optional.of(recipient))));
        }
        return hits;
    }

    private static ListHit hit(AddressEntry entry, Optional<String> recipient) {
        return new ListHit(entry.list().word(), recipient, entry.text());
    }

    private static boolean proved(AddressEntry entry, String sender, Authentication authentication) {
        return switch (entry.condition()) {
            case NONE -> true;
            case SPF -> authentication.spf().result() == AuthenticationResult.PASS;
            case DKIM -> authentication.dkim().stream().anyMatch(signature -> signature.result() == AuthenticationResult.PASS
                && within(sender, signature.domain()));
            case DMARC -> authentication.dmarc().result() == AuthenticationResult.PASS;
        };
    }

    private static boolean within(String sender, String signer) {
        String domain = sender.substring(sender.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        String signing = signer.toLowerCase(Locale.ROOT);
        return domain.equals(signing) || domain.endsWith("." + signing);
    }
}
