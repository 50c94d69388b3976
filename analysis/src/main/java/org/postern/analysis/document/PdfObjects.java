// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;

/**
 * One walk over every object that can be reached in a PDF, whatever place an action or a file hangs at: there are too many such places
 * to know them all.
 */
final class PdfObjects {
    private static final COSName JAVA_SCRIPT = COSName.getPDFName("JavaScript");
    private static final COSName RICH_MEDIA = COSName.getPDFName("RichMedia");
    private static final int EVENTS_BETWEEN_CHECKS = 256;
    private static final int SHOWN = 200;

    private final Inspection into;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();

    PdfObjects(Inspection into) {
        this.into = into;
    }

    void walk(COSDocument document) throws IOException {
        add(document.getTrailer());
        for (int steps = 0; !open.isEmpty(); steps++) {
            if (steps % EVENTS_BETWEEN_CHECKS == 0) {
                into.budget().checkTime();
            }
            COSBase next = open.pop();
            if (next instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    add(array.get(i));
                }
            } else if (next instanceof COSDictionary dictionary) {
                look(dictionary);
                dictionary.getValues().forEach(this::add);
            }
        }
    }

    private void add(COSBase value) {
        COSBase object = value instanceof COSObject reference ? reference.getObject() : value;
        if ((object instanceof COSArray || object instanceof COSDictionary) && seen.add(object)) {
            open.push(object);
        }
    }

    private void look(COSDictionary dictionary) throws IOException {
        COSBase action = dictionary.getDictionaryObject(COSName.S);
        if (JAVA_SCRIPT.equals(action) || dictionary.containsKey(COSName.JS)) {
            into.fact("pdf.javascript", script(dictionary.getDictionaryObject(COSName.JS)));
        }
        if (action instanceof COSName name) {
            action(name.getName(), dictionary);
        }
        if (dictionary.containsKey(COSName.EF)) {
            embedded(dictionary);
        }
        if (COSName.getPDFName("XFA").equals(action) || dictionary.containsKey(COSName.XFA)) {
            into.fact("pdf.form-program", "a form by XFA");
        }
        if (RICH_MEDIA.equals(dictionary.getDictionaryObject(COSName.SUBTYPE))) {
            into.fact("pdf.rich-media", "a film or a program for its player");
        }
        if (dictionary instanceof COSStream stream && COSName.IMAGE.equals(dictionary.getDictionaryObject(COSName.SUBTYPE))) {
            new PdfImage(stream).look(into);
        }
    }

    private void action(String kind, COSDictionary dictionary) {
        switch (kind) {
            case "Launch" -> into.fact("pdf.launch", target(dictionary));
            case "URI" -> text(dictionary.getDictionaryObject(COSName.URI)).ifPresent(into::uri);
            case "SubmitForm", "ImportData", "GoToR", "GoToE" -> {
                into.fact("pdf.external-action", kind + " " + target(dictionary));
                into.uri(target(dictionary));
            }
            default -> {
                // The other actions stay within the document, or are not actions: S has other meanings elsewhere.
            }
        }
    }

    private void embedded(COSDictionary specification) throws IOException {
        String name = text(specification.getDictionaryObject(COSName.UF)).or(() -> text(specification.getDictionaryObject(COSName.F)))
            .orElse("embedded");
        into.fact("pdf.embedded-file", name);
        COSDictionary files = specification.getCOSDictionary(COSName.EF);
        if (files == null) {
            return;
        }
        Set<COSBase> same = Collections.newSetFromMap(new IdentityHashMap<>());
        for (COSName key : files.keySet()) {
            if (files.getDictionaryObject(key) instanceof COSStream stream && same.add(stream)) {
                try (InputStream in = stream.createInputStream()) {
                    into.member(name, in);
                } catch (BoundHitException e) {
                    throw e;
                } catch (IOException | RuntimeException e) {
                    BudgetedBytes.rethrowBound(e);
                    into.unreadableMember(name, PdfInspector.UNREADABLE, "the embedded file: " + e.getMessage());
                }
            }
        }
    }

    private static String target(COSDictionary action) {
        COSBase file = action.getDictionaryObject(COSName.F);
        COSDictionary windows = action.getCOSDictionary(COSName.getPDFName("Win"));
        if (file == null && windows != null) {
            return text(windows.getDictionaryObject(COSName.F)).orElse("") + " "
                + text(windows.getDictionaryObject(COSName.P)).orElse("");
        }
        if (file instanceof COSDictionary specification) {
            return text(specification.getDictionaryObject(COSName.UF)).or(() -> text(specification.getDictionaryObject(COSName.F)))
                .orElse("");
        }
        return text(file).orElse("");
    }

    private static String script(COSBase script) {
        String text = text(script).orElse("");
        if (script instanceof COSStream stream) {
            text = stream.toTextString();
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
    }

    private static Optional<String> text(COSBase value) {
        return value instanceof COSString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
