// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;

import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;

class QueueAgeCheckTest {
    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());

    private QueueAgeCheck after(Duration time) {
        return new QueueAgeCheck(queues, Duration.ofMinutes(30), Clock.offset(Clock.systemUTC(), time));
    }

    @Test
    void aMailThatIsDueForLongShouldBeComplainedOf() throws Exception {
        queues.createQueue(MailQueueName.of("spool")).enQueue(FakeMail.builder().name("mail").sender("a@b.test").recipient("c@d.test")
            .build());

        assertThat(after(Duration.ofMinutes(20)).problem()).isEmpty();
        assertThat(after(Duration.ofMinutes(40)).problem()).hasValueSatisfying(text -> assertThat(text).contains("spool", "due since"));
    }

    @Test
    void aMailThatWaitsForItsNextTryShouldNot() throws Exception {
        queues.createQueue(MailQueueName.of("outgoing")).enQueue(FakeMail.builder().name("mail").sender("a@b.test").recipient("c@d.test")
            .build(), Duration.ofHours(2));

        assertThat(after(Duration.ofHours(2)).problem()).isEmpty();
        assertThat(after(Duration.ofHours(3)).problem()).hasValueSatisfying(text -> assertThat(text).contains("outgoing"));
    }
}
