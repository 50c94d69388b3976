// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import java.util.List;

import org.apache.james.mailbox.cassandra.mail.CassandraACLDAOV1;
import org.apache.james.mailbox.cassandra.mail.CassandraACLDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraApplicableFlagDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraDeletedMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraFirstUnseenDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxCounterDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxPathV3DAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxRecentsDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAOV3;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdToImapUidDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadLookupDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraUserMailboxRightsDAO;

/**
 * The mailbox data access objects that must exist once per server: each prepares its statements when it is made.
 */
final class MailboxDaos {
    static final List<Class<?>> ALL = List.of(
        CassandraACLDAOV1.class,
        CassandraACLDAOV2.class,
        CassandraApplicableFlagDAO.class,
        CassandraAttachmentDAOV2.class,
        CassandraAttachmentMessageIdDAO.class,
        CassandraDeletedMessageDAO.class,
        CassandraFirstUnseenDAO.class,
        CassandraMailboxCounterDAO.class,
        CassandraMailboxDAO.class,
        CassandraMailboxMapper.class,
        CassandraMailboxPathV3DAO.class,
        CassandraMailboxRecentsDAO.class,
        CassandraMessageDAO.class,
        CassandraMessageDAOV3.class,
        CassandraMessageIdDAO.class,
        CassandraMessageIdToImapUidDAO.class,
        CassandraThreadDAO.class,
        CassandraThreadLookupDAO.class,
        CassandraUserMailboxRightsDAO.class);

    private MailboxDaos() {
    }
}
