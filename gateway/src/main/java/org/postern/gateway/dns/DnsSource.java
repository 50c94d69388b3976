// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.time.Duration;

/** Gives each message a view of the DNS that ends with that message's time. */
@FunctionalInterface
public interface DnsSource {

    /** The DNS for the time from now on; a question that is still open then is answered {@link DnsAnswer.TimedOut}. */
    Dns within(Duration limit);
}
