// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;

class InMemoryQuarantineStoreTest implements QuarantineStoreContract, QuarantineListContract {
    private final QuarantineStore store = new InMemoryQuarantineStore(Clock.systemUTC());

    @Override
    public QuarantineStore store() {
        return store;
    }

    @Test
    void fullStoreShouldRefuseUntilSomethingIsSettled() {
        QuarantineStore small = new InMemoryQuarantineStore(Clock.systemUTC(), 1000);
        MessageSource content = MessageSource.of(new byte[600]);
        QuarantineItem first = SampleItems.item(SampleItems.messageId(), SampleItems.recipient());
        QuarantineItem second = SampleItems.item(SampleItems.messageId(), SampleItems.recipient());
        small.store(content, List.of(first));

        assertThatThrownBy(() -> small.store(content, List.of(second))).isInstanceOf(StorageUnavailableException.class);
        small.store(content, List.of(first));
        small.transition(first.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        small.store(content, List.of(second));

        assertThat(small.find(second.id())).contains(second);
    }
}
