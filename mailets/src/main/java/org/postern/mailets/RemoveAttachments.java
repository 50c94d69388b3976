// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.yaml.ObjectText;

/**
 * Takes files out of mail, as the action {@code remove-attachments} of rule sets does. Which, says the parameter {@code what}, an object in
 * braces such as <code>{file-name: '.*[.]exe'}</code>, or {@code all}.
 */
public class RemoveAttachments extends ActionMailet {
    private static final String WHAT = "what";
    private Optional<WhatCondition> what = Optional.empty();

    @Inject
    public RemoveAttachments(CarryingOut carryingOut) {
        super(carryingOut, "remove-attachments");
    }

    @Override
    Set<String> ownParameters() {
        return Set.of(WHAT);
    }

    @Override
    void readOwn(ObjectText texts) {
        what = Optional.ofNullable(getInitParameter(WHAT)).map(texts::what);
        if (what.isPresent() == ((Action.RemoveAttachments) action()).all()) {
            throw new IllegalArgumentException("give either <what> or <all>true</all>");
        }
    }

    @Override
    boolean needsTexts() {
        return what.isPresent();
    }

    @Override
    List<Integer> parts(Facts facts, String recipient) {
        return what.map(condition -> condition.marks(new MessageSubject(facts, Set.of()), recipient).numbers()).orElse(List.of());
    }
}
