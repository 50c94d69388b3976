// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.util.HashMap;
import java.util.Map;

/**
 * What of a message's text may stand in events. Applied where events are taken, so that what is not to be kept is never written anywhere.
 *
 * @param subjects whether subjects are kept
 */
public record EventPrivacy(boolean subjects) {
    /** The detail that holds a message's subject. */
    public static final String SUBJECT = "subject";

    /** The details without what is not to be kept. */
    public Map<String, String> kept(Map<String, String> details) {
        if (subjects || !details.containsKey(SUBJECT)) {
            return details;
        }
        Map<String, String> rest = new HashMap<>(details);
        rest.remove(SUBJECT);
        return rest;
    }
}
