// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.access.Principal;
import org.postern.gateway.config.LearningConfiguration;

/** Which layers a judgement counts for and which a message is classified by. */
public final class LearningLayers {
    private static final String USER = "user ";

    private LearningLayers() {
    }

    /** For whose mail the judgement of the person with this mail address counts. */
    public static List<Layer> taughtBy(String address, LearningConfiguration.Reach reach) {
        List<Layer> layers = new ArrayList<>();
        int at = address.lastIndexOf('@');
        boolean complete = at > 0 && at < address.length() - 1;
        if (complete) {
            layers.add(Layer.user(address));
        }
        if (complete && reach != LearningConfiguration.Reach.USER) {
            layers.add(Layer.domain(address.substring(at + 1)));
        }
        if (reach == LearningConfiguration.Reach.SITE) {
            layers.add(Layer.site());
        }
        return layers;
    }

    /**
     * For whose mail a judgement counts that is made about mail of a recipient: a person's as far as the configuration says, that of
     * somebody who looks after a domain for that domain, and that of others who look after the quarantine for everybody.
     *
     * @param actor as timelines name them
     */
    public static List<Layer> judgedBy(String actor, String recipient, LearningConfiguration.Reach reach) {
        if (actor.startsWith(USER)) {
            return taughtBy(recipient, reach);
        }
        return Principal.isManager(actor) ? List.of(Layer.domain(recipient.substring(recipient.lastIndexOf('@') + 1)))
            : List.of(Layer.site());
    }

    /**
     * By which layers a message to these recipients is classified: it is classified once, so a layer is asked only when it is every
     * recipient's.
     */
    public static List<Layer> asked(List<String> recipients) {
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.site());
        Set<String> addresses = recipients.stream().map(address -> address.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Set<String> domains = addresses.stream().map(address -> address.substring(address.lastIndexOf('@') + 1))
            .collect(Collectors.toSet());
        if (domains.size() == 1 && !domains.contains("")) {
            layers.add(Layer.domain(domains.iterator().next()));
        }
        if (addresses.size() == 1 && addresses.iterator().next().indexOf('@') > 0) {
            layers.add(Layer.user(addresses.iterator().next()));
        }
        return layers;
    }
}
