// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;

/** An archive as the only part of a message, as tests look at it. */
record Attached(MessageView view) {
    private static final InspectionLimits WIDE = InspectionLimits.defaults();

    static Attached of(byte[] archive) throws IOException {
        return of(archive, WIDE.unpackedBytes(), WIDE.members());
    }

    /** Looked at under narrower bounds. */
    static Attached of(byte[] archive, long unpackedBytes, int members) throws IOException {
        String message = "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(archive) + "\r\n";
        InspectionLimits limits = new InspectionLimits(WIDE.messageBytes(), WIDE.partBytes(), unpackedBytes, members, WIDE.memberDepth(),
            WIDE.ratio(), WIDE.revealedBytes(), WIDE.readings(), Duration.ofSeconds(60));
        AnalysisLimits form = AnalysisLimits.defaults();
        return new Attached(new MessageAnalyser(List.of(new ArchiveInspector(ExternalUnpacker.none()))).analyse(
            MessageSource.of(TestArchives.ascii(message)), new AnalysisLimits(form.parts(), form.depth(), form.headerFields(),
                form.headerBytes(), form.lineLength(), form.decodedText(), form.uris(), form.rawBytes(), form.parameters(), limits)));
    }

    static byte[] sample(String name) throws IOException {
        try (InputStream in = Attached.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    Part part() {
        return view.parts().get(0);
    }

    List<String> facts() {
        return part().facts().stream().map(PartFact::kind).distinct().toList();
    }

    /** Each as name, type and size. */
    List<String> members() {
        return part().members().stream().map(member -> member.name() + " " + member.detectedType() + " " + member.size()).toList();
    }
}
