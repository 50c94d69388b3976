// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.postern.gateway.config.LinkConfiguration;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.usermail.HeldReason;
import org.postern.gateway.usermail.MailTexts;

/** Shows quarantine items in the language that a caller asks for by {@code Accept-Language}, as browsers do; English to all others. */
final class ItemViews {
    private static final int LONGEST = 500;
    private final Map<String, MailTexts> texts = LinkConfiguration.LANGUAGES.stream()
        .collect(Collectors.toMap(Function.identity(), MailTexts::in));

    /** An item with its reason in plain words. */
    ItemView of(QuarantineItem item, Call call) {
        return ItemView.of(item, HeldReason.sentence(item, texts.get(language(call))));
    }

    /** Items in their order. */
    List<ItemView> of(List<QuarantineItem> items, Call call) {
        String language = language(call);
        return items.stream().map(item -> ItemView.of(item, HeldReason.sentence(item, texts.get(language)))).toList();
    }

    private static String language(Call call) {
        return call.header("Accept-Language").filter(ranges -> ranges.length() <= LONGEST).flatMap(ranges -> {
            try {
                return Locale.LanguageRange.parse(ranges).stream().filter(range -> range.getWeight() > 0)
                    .map(range -> range.getRange().split("-")[0]).filter(LinkConfiguration.LANGUAGES::contains).findFirst();
            } catch (IllegalArgumentException e) {
                // What cannot be read asks for nothing.
                return Optional.empty();
            }
        }).orElse("en");
    }
}
