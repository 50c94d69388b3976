// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/** What the inspectors of documents see in an attachment of a message, with a plain reader of zip archives beside them. */
final class Looking {
    private static final MessageAnalyser ANALYSER = analyser();

    private final MessageView view;

    private Looking(MessageView view) {
        this.view = view;
    }

    static Looking at(String name, byte[] content) {
        return at(name, content, Duration.ofSeconds(20));
    }

    static Looking at(String name, byte[] content, Duration time) {
        String mail = "From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            + "Content-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: application/octet-stream; name=\"" + name + "\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n";
        AnalysisLimits d = AnalysisLimits.defaults();
        InspectionLimits i = d.inspection();
        AnalysisLimits limits = new AnalysisLimits(d.parts(), d.depth(), d.headerFields(), d.headerBytes(), d.lineLength(),
            d.decodedText(), d.uris(), d.rawBytes(), d.parameters(), new InspectionLimits(i.messageBytes(), i.partBytes(),
            i.unpackedBytes(), i.members(), i.memberDepth(), i.ratio(), i.revealedBytes(), i.readings(), time));
        try {
            return new Looking(ANALYSER.analyse(MessageSource.of(mail.getBytes(StandardCharsets.US_ASCII)), limits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageAnalyser analyser() {
        List<PartInspector> inspectors = new ArrayList<>(DocumentInspectors.all());
        inspectors.add(Looking::unzip);
        return new MessageAnalyser(inspectors);
    }

    private static void unzip(PartContent content, Inspection into) throws IOException {
        if (content.startsWith("PK\u0003\u0004")) {
            try (InputStream bytes = content.open(); ZipInputStream zip = new ZipInputStream(bytes)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    into.member(entry.getName(), zip);
                }
            }
        }
    }

    Part part() {
        return view.parts().get(view.parts().size() - 1);
    }

    /** Kinds of the facts, in the order in which they were stated. */
    List<String> kinds() {
        return part().facts().stream().map(PartFact::kind).distinct().toList();
    }

    /** What the virus engines get beside the message. */
    List<String> revealed() {
        return view.revealed().stream().map(content -> new String(content.bytes(), StandardCharsets.ISO_8859_1)).toList();
    }

    String detail(String kind) {
        return part().facts().stream().filter(fact -> fact.kind().equals(kind)).map(PartFact::detail).collect(Collectors.joining("\n"));
    }

    List<String> uris() {
        return view.uris();
    }

    String text() {
        return view.texts().stream().map(text -> text.rendered()).collect(Collectors.joining("\n"));
    }
}
