// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.RawField;

/** Tells a header without fields, which is valid, from a line that is no field. */
final class EmptyHeaderFieldBuilder extends DefaultFieldBuilder {
    EmptyHeaderFieldBuilder(int maxLength) {
        super(maxLength);
    }

    @Override
    public RawField build() throws MimeException {
        return getRaw().length() == 0 ? null : super.build();
    }
}
