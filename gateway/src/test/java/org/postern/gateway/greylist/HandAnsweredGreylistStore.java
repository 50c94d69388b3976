// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers when the test says so, and has nothing that could be waited for on the caller's thread. */
final class HandAnsweredGreylistStore implements GreylistStore {
    final List<Question> questions = new ArrayList<>();
    final List<CompletableFuture<Void>> writes = new ArrayList<>();

    /** A read that is under way until its answer is given. */
    record Question(GreylistTriplet triplet, CompletableFuture<Optional<GreylistEntry>> answer) {

        /** Of a network and a domain, where the triplet names anybody. */
        boolean aboutKnownSender() {
            return "*".equals(triplet.recipient());
        }
    }

    @Override
    public CompletionStage<Optional<GreylistEntry>> seek(GreylistTriplet triplet, Instant now) {
        Question question = new Question(triplet, new CompletableFuture<>());
        questions.add(question);
        return question.answer();
    }

    @Override
    public CompletionStage<Void> write(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        CompletableFuture<Void> write = new CompletableFuture<>();
        writes.add(write);
        return write;
    }

    @Override
    public Optional<GreylistEntry> find(GreylistTriplet triplet, Instant now) {
        throw new AssertionError("a read that waits");
    }

    @Override
    public void save(GreylistTriplet triplet, GreylistEntry entry, Instant now) {
        throw new AssertionError("a write that waits");
    }

    @Override
    public List<WaitingTriplet> waiting(Instant since, Instant now, int most) {
        throw new AssertionError("not asked by decisions");
    }
}
