// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.xml.stream.FactoryConfigurationError;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Looks at the XML files within documents of Office since 2007 and of OpenDocument: links to templates and objects elsewhere, links to
 * programs, macro sheets, and OpenDocument's macros. The files reach it as members of the document, which is a zip archive.
 */
final class OfficeXmlInspector implements PartInspector {
    private static final Pattern CONCERNED = Pattern.compile("(?i)(?:.*/)?(?:[^/]*\\.rels|(?:word|xl|ppt)/.*\\.xml|basic/.+\\.xml)");
    private final XMLInputFactory factory = factory();

    @Override
    public void inspect(PartContent content, Inspection into) throws IOException {
        String name = content.depth() == 0 ? "" : content.name().orElse("").replace('\\', '/');
        if (!CONCERNED.matcher(name).matches()) {
            return;
        }
        OfficeXmlReading reading = new OfficeXmlReading(name.toLowerCase(Locale.ROOT), into);
        try {
            XMLStreamReader xml;
            synchronized (factory) {
                xml = factory.createXMLStreamReader(content.open());
            }
            try {
                reading.read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // Office would not read it either; what stood before the fault has been looked at.
            into.fact("document.corrupt", "XML of " + name + " cannot be read");
        }
        reading.state();
    }

    private static XMLInputFactory factory() {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            return factory;
        } catch (FactoryConfigurationError e) {
            throw new IllegalStateException("this Java has no reader of XML", e);
        }
    }
}
