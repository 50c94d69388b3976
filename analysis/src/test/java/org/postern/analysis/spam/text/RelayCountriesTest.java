// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

class RelayCountriesTest {
    private static final String MESSAGE = """
        Received: from front.example.org (front.example.org [203.0.113.1]) by mx.example.org (Postfix) with ESMTP id A; Mon, 2 Mar 2026
        Received: from relay.example.net (relay.example.net [198.51.100.9]) by front.example.org (Postfix) with ESMTP id B; Mon, 2 Mar 2026
        Received: from home (home.example.com [192.0.2.33]) by relay.example.net (Postfix) with ESMTPSA id C; Mon, 2 Mar 2026
        Received: from laptop (laptop [10.0.0.7]) by home (Postfix) with ESMTP id D; Mon, 2 Mar 2026
        X-Relay-Countries: ZZ
        From: a@example.com

        text
        """;
    private static final Map<String, String> PLACES = Map.of("203.0.113.1", "NZ", "198.51.100.9", "IS");

    @ParameterizedTest
    @CsvSource({"X-Relay-Countries, IS XX **", "X-Relay-Countries-External, NZ IS XX **", "X-Relay-Countries-All, NZ IS XX **",
        "X-Relay-Countries-Auth, XX **", "x-relay-countries, IS XX **"})
    void rulesShouldSeeTheCountriesOfRelaysTheNewestFirst(String header, String countries) {
        MailText mail = mail();
        mail.placedBy(address -> Optional.ofNullable(PLACES.get(address)));

        assertThat(mail.header(header)).contains(countries);
    }

    @Test
    void whatAMessageSaysOfItselfShouldCountForNothing() {
        assertThat(mail().header("X-Relay-Countries")).isEmpty();
    }

    private static MailText mail() {
        RuleOptions options = new RuleOptions(List.of(new RuleOption("trusted_networks", "203.0.113.1", "test.cf", 1),
            new RuleOption("internal_networks", "203.0.113.200", "test.cf", 2)));
        return MailText.read(MESSAGE.getBytes(StandardCharsets.ISO_8859_1), Optional.empty(), options);
    }
}
