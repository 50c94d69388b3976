// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Optional;

import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.text.SpamMessage;
import org.postern.analysis.spam.text.SpamPart;
import org.postern.analysis.spam.text.UriDetail;

/** What rules can see of a message of which only the general view is at hand: no relays, no header fields of its parts. */
final class ViewedMessage implements SpamMessage {
    private final SpamTexts texts;

    ViewedMessage(MessageView view) {
        this.texts = new SpamTexts(view);
    }

    @Override
    public Optional<String> header(String selector) {
        String name = selector.split(":", 2)[0];
        return HeaderSelector.isUnsupported(name) ? Optional.empty() : texts.header(HeaderSelector.parse(selector));
    }

    @Override
    public List<String> body() {
        return texts.of(SpamTest.TextKind.BODY);
    }

    @Override
    public List<String> rawBody() {
        return texts.of(SpamTest.TextKind.RAWBODY);
    }

    @Override
    public List<String> uris() {
        return texts.of(SpamTest.TextKind.URI);
    }

    @Override
    public List<UriDetail> uriDetails() {
        return List.of();
    }

    @Override
    public String full() {
        return texts.of(SpamTest.TextKind.FULL).get(0);
    }

    @Override
    public List<SpamPart> parts() {
        return List.of();
    }
}
