// SPDX-License-Identifier: Apache-2.0
package org.postern.extension.imap;

import java.util.Collection;
import java.util.Map;

import org.apache.james.imap.processor.AppendProcessor;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.imap.processor.MoveProcessor;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;

/**
 * James's own IMAP commands, but for those that put messages into mailboxes: they leave the quarantine folder alone, in which there is
 * to be nothing but what was quarantined. Named in {@code imapserver.xml} as {@code imapPackages}.
 */
public final class QuarantineImapPackage implements ImapPackage {
    private static final Map<String, Class<?>> OURS = Map.of(AppendProcessor.class.getName(), FolderAppend.class,
        CopyProcessor.class.getName(), FolderCopy.class, MoveProcessor.class.getName(), FolderMove.class);

    @Override
    public Collection<ClassName> processors() {
        return DEFAULT.processors().stream()
            .map(one -> OURS.containsKey(one.getName()) ? new ClassName(OURS.get(one.getName()).getName()) : one)
            .toList();
    }

    @Override
    public Collection<ClassName> decoders() {
        return DEFAULT.decoders();
    }

    @Override
    public Collection<ClassName> encoders() {
        return DEFAULT.encoders();
    }
}
