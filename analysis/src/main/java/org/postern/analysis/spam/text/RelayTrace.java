// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way of a message from host to host, newest first, cut where trust ends. */
public final class RelayTrace {
    private List<Relay> trusted = new ArrayList<>();
    private final List<Relay> untrusted = new ArrayList<>();
    private List<Relay> internal = new ArrayList<>();
    private List<Relay> external = new ArrayList<>();
    private int unparseable;
    private int lastTrusted = -1;
    private int lastInternal = -1;

    private final RelayNetworks networks;
    private boolean inTrusted = true;
    private boolean inInternal = true;
    private boolean foundMsa;
    private boolean fetchMayRestart = true;
    private Optional<String> senderForNext = Optional.empty();

    private RelayTrace(RelayNetworks networks) {
        this.networks = networks;
    }

    /**
     * Reads the trace.
     *
     * @param received values of the Received fields, newest first, one line each
     */
    static RelayTrace read(List<String> received, RelayNetworks networks) {
        return read(Optional.empty(), received, networks);
    }

    /**
     * The same for a message whose last hand-over may not stand in the fields yet.
     *
     * @param last who handed it over; ignored when the newest field tells of this address already
     */
    static RelayTrace read(Optional<Relay> last, List<String> received, RelayNetworks networks) {
        RelayTrace trace = new RelayTrace(networks);
        last.filter(relay -> received.isEmpty() || !received.get(0).contains("[" + relay.ip() + "]")).ifPresent(relay -> {
            trace.place(relay);
            // They count fields, and this relay has none.
            trace.lastTrusted = -1;
            trace.lastInternal = -1;
        });
        received.forEach(trace::add);
        return trace;
    }

    /** Hosts whose word is believed. */
    public List<Relay> trusted() {
        return trusted;
    }

    /** Hosts that could write what they liked. */
    public List<Relay> untrusted() {
        return untrusted;
    }

    /** Hosts of one's own network. */
    public List<Relay> internal() {
        return internal;
    }

    /** Hosts of others. */
    public List<Relay> external() {
        return external;
    }

    /** How many fields nobody can read. */
    public int unparseable() {
        return unparseable;
    }

    /** Place of the last Received field of a trusted host, from 0; -1 when there is none. */
    public int lastTrusted() {
        return lastTrusted;
    }

    /** Place of the last Received field of an internal host, from 0; -1 when there is none. */
    public int lastInternal() {
        return lastInternal;
    }

    /** Relays in the form that header rules match. */
    public static String text(List<Relay> relays) {
        return relays.stream().map(Relay::toString).collect(Collectors.joining(" "));
    }

    private void add(String field) {
        Optional<String> sender = senderForNext;
        senderForNext = Optional.empty();
        ReceivedReader.Reading reading = ReceivedReader.read(field);
        if (reading instanceof ReceivedReader.Reading.HandOver handOver) {
            place(sender.map(handOver.relay()::envfrom).orElse(handOver.relay()));
            return;
        }
        if (reading instanceof ReceivedReader.Reading.Unparseable) {
            unparseable++;
        } else if (reading instanceof ReceivedReader.Reading.Skipped skipped) {
            senderForNext = skipped.senderForNext();
        } else if (fetchMayRestart) {
            trusted = new ArrayList<>();
            internal = new ArrayList<>();
            external = new ArrayList<>();
        }
        lastTrusted += inTrusted ? 1 : 0;
        lastInternal += inInternal ? 1 : 0;
    }

    private void place(Relay read) {
        Relay relay = read;
        if (inTrusted && !foundMsa) {
            if (!networks.configured()) {
                inTrusted = relay.isPrivate() || !relay.auth().isEmpty();
                inInternal = inInternal && inTrusted;
            } else if (relay.auth().isEmpty() && !networks.trusted().contains(relay.ip())) {
                inTrusted = false;
                inInternal = false;
            } else {
                inInternal = inInternal && (!relay.auth().isEmpty() || networks.internal().contains(relay.ip()));
                foundMsa = networks.msa().contains(relay.ip());
                relay = relay.msa(foundMsa);
            }
        }
        relay = relay.internal(inInternal);
        (inTrusted ? trusted : untrusted).add(relay);
        (inInternal ? internal : external).add(relay);
        fetchMayRestart = inTrusted;
        lastTrusted += inTrusted ? 1 : 0;
        lastInternal += inInternal ? 1 : 0;
    }
}
