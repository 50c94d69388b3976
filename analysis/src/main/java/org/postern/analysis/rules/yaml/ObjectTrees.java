// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;

import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.WhoCondition;

/** Any object in the form in which rule sets write it. */
public final class ObjectTrees {
    private final List<Kind<WhatCondition>> whatKinds = WhatKinds.all();
    private final Kind<WhenCondition> whenKind = WhenKinds.only();

    /**
     * Its keys and values.
     *
     * @param object a who, when or what object
     * @throws IllegalArgumentException when it is none
     */
    public Map<String, Object> of(Object object) {
        if (object instanceof WhoCondition who) {
            return WhoKinds.write(who);
        }
        if (object instanceof WhenCondition when) {
            return whenKind.write().apply(when);
        }
        if (object instanceof WhatCondition what) {
            return whatKinds.stream().filter(kind -> kind.type().isInstance(what)).findFirst().orElseThrow().write().apply(what);
        }
        throw new IllegalArgumentException("not an object of a rule set: " + object);
    }
}
