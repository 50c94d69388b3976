// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * Whom a rule set trusts: {@code trusted_networks}, {@code internal_networks} and {@code msa_networks}. Without any, hosts of private
 * networks and senders that signed in are trusted.
 *
 * @param trusted  hosts that write no lies into Received fields
 * @param internal hosts of one's own
 * @param msa      hosts where users hand in their mail
 */
public record RelayNetworks(NetworkSet trusted, NetworkSet internal, NetworkSet msa) {

    /** Reads the options; when only one of trusted and internal is set, it stands for both. */
    public static RelayNetworks of(RuleOptions options) {
        NetworkSet trusted = set(options, "trusted_networks");
        NetworkSet internal = set(options, "internal_networks");
        NetworkSet msa = NetworkSet.of(words(options, "msa_networks"));
        return new RelayNetworks(trusted.isConfigured() ? trusted : internal, internal.isConfigured() ? internal : trusted,
            msa.isConfigured() ? msa : NetworkSet.of(List.of("!127.0.0.0/8", "!::1/128")));
    }

    boolean configured() {
        return trusted.isConfigured() || internal.isConfigured();
    }

    private static NetworkSet set(RuleOptions options, String keyword) {
        return NetworkSet.of(words(options, keyword));
    }

    private static List<String> words(RuleOptions options, String keyword) {
        List<String> words = new ArrayList<>();
        for (RuleOption option : options.of(keyword, "clear_" + keyword)) {
            if (option.keyword().equals(keyword)) {
                words.addAll(Arrays.asList(option.value().split("[\\s,]+")));
            } else {
                words.clear();
            }
        }
        return words;
    }
}
