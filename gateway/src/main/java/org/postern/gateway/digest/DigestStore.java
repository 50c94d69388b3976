// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.util.Map;
import java.util.Optional;

/**
 * Keeps what domains and people want of the report. Every method throws {@link org.postern.gateway.StorageUnavailableException} when the
 * store cannot be asked.
 */
public interface DigestStore {

    /** All choices by their owners: domains and addresses, in lower case. */
    Map<String, DigestChoice> choices();

    /** What one domain or address wants. */
    Optional<DigestChoice> choice(String owner);

    /** Keeps a choice in place of the one before. */
    void save(String owner, DigestChoice choice);

    /** Forgets a choice; nothing happens when there is none. */
    void delete(String owner);

    /** A domain's template. */
    Optional<DigestTemplate> template(String domain);

    /** Keeps a domain's template in place of the one before. */
    void save(String domain, DigestTemplate template);

    /** Forgets a domain's template; nothing happens when there is none. */
    void deleteTemplate(String domain);
}
