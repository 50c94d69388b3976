// SPDX-License-Identifier: Apache-2.0
package org.postern.extension.imap;

import javax.inject.Inject;

import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.main.PathConverter;
import org.postern.gateway.config.FolderConfiguration;

/** Knows which mailbox of a user takes no messages from him. */
public final class FolderGuard {
    static final HumanReadableText REFUSED = new HumanReadableText("org.postern.quarantine.FOLDER_TAKES_NOTHING",
        "failed. Only quarantined mail is in this mailbox; nothing can be put into it.");

    private final FolderConfiguration configuration;

    @Inject
    public FolderGuard(FolderConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Whether a mailbox, as a client names it, is somebody's quarantine folder. */
    boolean guards(String mailbox, ImapSession session) {
        return configuration.enabled()
            && PathConverter.forSession(session).buildFullPath(mailbox).getName().equals(configuration.name());
    }
}
