// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/** What somebody who knows says a message is; the classifier is trained with such judgements. */
public enum Judgement {
    HAM,
    SPAM;

    /** The other one. */
    public Judgement opposite() {
        return this == HAM ? SPAM : HAM;
    }
}
