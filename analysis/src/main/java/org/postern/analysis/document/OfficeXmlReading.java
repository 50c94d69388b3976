// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.util.Locale;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.postern.analysis.mime.Inspection;

/** One reading of one XML file of a document. */
final class OfficeXmlReading {
    private static final int EVENTS_BETWEEN_CHECKS = 1000;
    private static final int MOST_TEXT = 256 * 1024;

    private final String file;
    private final Inspection into;
    private final MacroGrade grade = new MacroGrade();
    private final StringBuilder instructions = new StringBuilder();
    private final StringBuilder source = new StringBuilder();
    private boolean inInstruction;
    private boolean inModule;

    OfficeXmlReading(String file, Inspection into) {
        this.file = file;
        this.into = into;
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
        for (int events = 0; xml.hasNext(); events++) {
            if (events % EVENTS_BETWEEN_CHECKS == 0) {
                into.budget().checkTime();
            }
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml);
                default -> {
                    // Comments and instructions to other programs mean nothing to Office.
                }
            }
        }
    }

    /** States what was found in the file as a whole. */
    void state() {
        DynamicData.ofInstruction(instructions.toString()).ifPresent(found -> into.fact(DynamicData.FACT, found));
        if (file.contains("xl/macrosheets/")) {
            grade.addMacroSheet(file, false);
        }
        grade.state(into);
    }

    private void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "Relationship" -> relationship(xml);
            case "instrText", "delInstrText" -> inInstruction = true;
            case "fldSimple" -> attribute(xml, "instr").ifPresent(text -> add(instructions, " " + text));
            case "ddeLink" -> into.fact(DynamicData.FACT,
                attribute(xml, "ddeService").orElse("") + "|" + attribute(xml, "ddeTopic").orElse(""));
            case "definedName" -> autoOpen(xml);
            case "module" -> inModule = true;
            default -> {
                // The other elements hold text and its looks.
            }
        }
    }

    private void end(String element) {
        if (element.equals("instrText") || element.equals("delInstrText")) {
            inInstruction = false;
        } else if (element.equals("fldChar")) {
            add(instructions, "\n");
        } else if (element.equals("module") && inModule) {
            inModule = false;
            grade.add(file, source.toString());
            source.setLength(0);
        }
    }

    private void characters(XMLStreamReader xml) {
        if (inInstruction) {
            add(instructions, xml.getText());
        } else if (inModule) {
            add(source, xml.getText());
        }
    }

    private void relationship(XMLStreamReader xml) {
        String target = attribute(xml, "Target").orElse("");
        if (!attribute(xml, "TargetMode").orElse("").equalsIgnoreCase("External") || target.isEmpty()) {
            return;
        }
        String type = attribute(xml, "Type").orElse("");
        into.uri(target);
        switch (type.substring(type.lastIndexOf('/') + 1)) {
            case "hyperlink" -> {
                // A link that the reader must follow himself; as a URI it is weighed with all others.
            }
            case "attachedTemplate" -> into.fact("document.external-template", target);
            default -> into.fact("document.external-object", target);
        }
    }

    private void autoOpen(XMLStreamReader xml) {
        String name = attribute(xml, "name").orElse("").toLowerCase(Locale.ROOT);
        if (name.startsWith("_xlnm.auto_open") || name.startsWith("auto_open")) {
            grade.addMacroSheet(file, true);
        }
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    private static void add(StringBuilder to, String text) {
        to.append(text, 0, Math.min(text.length(), MOST_TEXT - Math.min(MOST_TEXT, to.length())));
    }
}
