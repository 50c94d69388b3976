// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** A directory server that says what a test tells it to, and is away when told so. */
final class ScriptedServer implements DirectoryServer {
    volatile Contents contents = new Contents(List.of(), List.of());
    volatile boolean away;
    volatile CountDownLatch gate = new CountDownLatch(0);
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger binds = new AtomicInteger();

    static Person person(String account, String... groups) {
        return new Person("uid=" + account + ",dc=x", List.of(account), List.of(account + "@corp.test"), List.of(groups));
    }

    @Override
    public Contents read(Profile profile, LongConsumer progress) throws DirectoryException {
        reads.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DirectoryException("interrupted", e);
        }
        demandPresence();
        progress.accept(contents.people().size());
        return contents;
    }

    @Override
    public List<Person> sample(Profile profile, int most) throws DirectoryException {
        demandPresence();
        return contents.people().stream().limit(most).toList();
    }

    @Override
    public Optional<Person> find(Profile profile, String addressOrAccount) throws DirectoryException {
        demandPresence();
        return new DirectoryIndex(contents).byAddress(addressOrAccount);
    }

    @Override
    public boolean signIn(Profile profile, Person person, String password) throws DirectoryException {
        binds.incrementAndGet();
        demandPresence();
        return password.equals(person.accounts().get(0) + "'s secret");
    }

    private void demandPresence() throws DirectoryException {
        if (away) {
            throw new DirectoryException("the directory is away");
        }
    }
}
