// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.util.List;
import java.util.Optional;

/** Asks several in turn. A recipient exists when any of them says so, and is unknown only when all of them do. */
public final class CombinedProbe implements RecipientProbe {
    private final List<RecipientProbe> probes;

    /**
     * @param probes at least one, in the order in which they are asked
     */
    public CombinedProbe(List<RecipientProbe> probes) {
        this.probes = List.copyOf(probes);
    }

    @Override
    public RecipientAnswer ask(String recipient) {
        Optional<RecipientAnswer> away = Optional.empty();
        for (RecipientProbe probe : probes) {
            RecipientAnswer answer = probe.ask(recipient);
            if (answer instanceof RecipientAnswer.Exists) {
                return answer;
            }
            if (answer instanceof RecipientAnswer.Unavailable) {
                away = away.or(() -> Optional.of(answer));
            }
        }
        return away.orElse(RecipientAnswer.UNKNOWN);
    }

    @Override
    public Optional<RecipientAnswer> known(String recipient) {
        return probes.stream().map(probe -> probe.known(recipient)).flatMap(Optional::stream)
            .filter(RecipientAnswer.Exists.class::isInstance).findFirst();
    }
}
