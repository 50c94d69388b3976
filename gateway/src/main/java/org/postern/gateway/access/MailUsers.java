// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;

/** Knows the people who have a mailbox on this server. */
public interface MailUsers {

    /** Whose mail comes to this address; empty when nobody is known to have it, or it cannot be found out now. */
    Optional<MailUser> find(String address);

    /** The person with this name and password; empty when there is none, or it cannot be found out now. */
    Optional<MailUser> signIn(String name, String password);
}
