// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.spam.text.RelayCountries;

/** The eval tests that need nothing but the message: those of a stock installation for whose answers no server is asked. */
public final class StandardEvals {
    private StandardEvals() {
    }

    /** Each group under the name that rule files ask for. */
    public static List<EvalPlugin> plugins() {
        return List.of(HeaderEvals.plugin(), RelayEvals.plugin(), MimeEvals.plugin(), BodyEvals.plugin(), HtmlEvals.plugin(),
            FreeMailEvals.plugin(), ListEvals.plugin(), UriEvals.plugin(), UriEvals.mismatchPlugin(), PictureEvals.plugin(),
            BounceEvals.plugin(), SubjectEvals.plugin());
    }

    /** Groups that a stock installation has and does not use before {@code loadplugin} asks for them. */
    public static List<EvalPlugin> loadable() {
        return List.of(SenderNameEvals.plugin(), ShortUriEvals.plugin(), LanguageEvals.plugin(), PdfEvals.plugin(),
            new EvalPlugin(RelayCountries.PLUGIN, Set.of(), Set.of(), Map.of()));
    }
}
