// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Looks at what Rich Text Format can bring along: embedded objects, a template elsewhere, links to programs. Word reads it by a file's
 * first letters, whatever its name is.
 */
final class RtfInspector implements PartInspector {
    private static final Pattern TEMPLATE = Pattern.compile("(?i)\\{?\\\\\\*\\\\template\\s{1,9}([^}\\s]{1,500})");
    private static final Pattern OBJECT = Pattern.compile("(?i)\\\\obj(?:data|emb|ocx|link|autlink|update)");
    private static final Pattern FIELD = Pattern.compile("(?i)\\\\fldinst[^}]{0,200}");

    @Override
    public void inspect(PartContent content, Inspection into) {
        if (!content.startsWith("{\\rt")) {
            return;
        }
        into.budget().spendBytes(content.bytes().length);
        String text = new String(content.bytes(), StandardCharsets.ISO_8859_1);
        Matcher template = TEMPLATE.matcher(text);
        if (template.find() && template.group(1).toLowerCase(Locale.ROOT).matches("(?:https?|ftp|file|\\\\\\\\).*")) {
            into.fact("document.external-template", template.group(1));
            into.uri(template.group(1));
        }
        if (OBJECT.matcher(text).find()) {
            into.fact("document.embedded-object", "an object in Rich Text");
        }
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            DynamicData.ofInstruction(field.group()).ifPresent(found -> into.fact(DynamicData.FACT, found));
        }
    }
}
