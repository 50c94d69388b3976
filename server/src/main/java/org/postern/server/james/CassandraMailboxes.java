// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.apache.james.mailbox.cassandra.CassandraMailboxManager;
import org.apache.james.utils.MailboxManagerDefinition;

/**
 * Names the mailbox manager, because James's probes look it up by name.
 */
@Singleton
final class CassandraMailboxes extends MailboxManagerDefinition {
    @Inject
    CassandraMailboxes(CassandraMailboxManager manager) {
        super("cassandra-mailboxmanager", manager);
    }
}
