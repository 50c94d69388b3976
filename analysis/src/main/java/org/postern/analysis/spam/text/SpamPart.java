// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;

/** One MIME entity of a message as rules on its header fields see it. */
public interface SpamPart {

    /** Media type in lower case, such as {@code text/plain}, after the defaults of MIME. */
    String type();

    /**
     * Values of the fields of this name in order, names compared without regard to case.
     *
     * @param raw whether encoded words stay as they are written
     */
    List<String> header(String name, boolean raw);

    /** All header fields as written, each ended by LF. */
    String rawHeader();
}
