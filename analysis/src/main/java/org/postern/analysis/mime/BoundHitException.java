// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/** Ends the walk through a message, or the look into a part, at a bound. Inspectors let it pass; it becomes a fact. */
public final class BoundHitException extends RuntimeException {
    private final String setting;
    private final long limit;

    /** At this bound, named as its setting is in the facts. */
    public BoundHitException(String setting, long limit) {
        super(setting, null, false, false);
        this.setting = setting;
        this.limit = limit;
    }

    String setting() {
        return setting;
    }

    /** Whether other containers of the message may still be looked into. */
    boolean ofOneContainer() {
        return setting.equals("ratio") || setting.equals("memberDepth");
    }

    long limit() {
        return limit;
    }
}
