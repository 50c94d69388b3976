// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Speaks to the servers of directories. A seam of its own, so that what is done with their answers can be tested without them. */
public interface DirectoryServer {

    /**
     * Reads everything a profile speaks of.
     *
     * @param progress told the number of entries read so far
     * @throws DirectoryException when no server gives all of it
     */
    Contents read(Profile profile, LongConsumer progress) throws DirectoryException;

    /**
     * Looks for the first people of a profile, to see that it is right.
     *
     * @param most people to find
     * @throws DirectoryException when no server answers
     */
    List<Person> sample(Profile profile, int most) throws DirectoryException;

    /**
     * The one person with an address or an account, now; groups only as far as the person's entry names them.
     *
     * @return empty when there is none, or more than one
     * @throws DirectoryException when no server answers
     */
    Optional<Person> find(Profile profile, String addressOrAccount) throws DirectoryException;

    /**
     * Whether the password is the person's.
     *
     * @param password an empty one is never right: servers take it for no sign-in at all
     * @throws DirectoryException when no server answers
     */
    boolean signIn(Profile profile, Person person, String password) throws DirectoryException;
}
