// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/**
 * Members of an archive whose method of compression its reader does not know. They are collected while it reads and left to the installed
 * unpacker at the end; those that it does not read either are told as unreadable.
 */
final class RarelyPacked {
    private record Packed(String name, String method) {
    }

    private final ExternalUnpacker unpacker;
    private final List<Packed> members = new ArrayList<>();

    RarelyPacked(ExternalUnpacker unpacker) {
        this.unpacker = unpacker;
    }

    /** Remembers a member; {@code method} tells people how it is packed. */
    void add(String name, String method) {
        members.add(new Packed(name, method));
    }

    /** Unpacks what was collected. Virus engines may not know these methods either, so that they get the contents. */
    void unpack(PartContent archive, Inspection into) throws IOException {
        if (members.isEmpty()) {
            return;
        }
        Set<String> wanted = new HashSet<>();
        members.forEach(each -> wanted.add(each.name()));
        Set<String> seen = new HashSet<>();
        String reason = unpacker.unpack(archive.bytes(), into.budget().timeLeft(), new ExternalUnpacker.Members() {
            @Override
            public void member(String name, InputStream content) throws IOException {
                if (wanted.contains(name)) {
                    seen.add(name);
                    into.revealedMember(name, content);
                }
            }

            @Override
            public void locked(String name) {
                if (wanted.contains(name) && seen.add(name)) {
                    into.unreadableMember(name, ArchiveFacts.ENCRYPTED, "needs a password");
                }
            }
        });
        into.budget().checkTime();
        for (Packed each : members) {
            if (!seen.contains(each.name())) {
                into.unreadableMember(each.name(), ArchiveFacts.UNREADABLE, reason.isEmpty() ? each.method()
                    : each.method() + "; " + reason);
            }
        }
        if (!reason.isEmpty() && !seen.isEmpty()) {
            into.fact(ArchiveFacts.CORRUPT, reason);
        }
    }
}
