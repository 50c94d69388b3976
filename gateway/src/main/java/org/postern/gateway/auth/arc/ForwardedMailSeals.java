// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.io.IOException;
import java.util.List;

import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;

/** The seal on mail that is sent on; a seam, because most gateways have no key to seal with. */
@FunctionalInterface
public interface ForwardedMailSeals {

    /** As {@link ArcSealer#seal}. */
    List<RawField> seal(RawMessage message) throws IOException;

    /** Nothing is sealed. */
    static ForwardedMailSeals none() {
        return message -> List.of();
    }
}
