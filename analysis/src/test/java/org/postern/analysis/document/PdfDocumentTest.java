// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Member;

class PdfDocumentTest {

    @FunctionalInterface
    private interface Content {
        void into(PDDocument document, PDPage page) throws Exception;
    }

    private static byte[] pdf(Content content) throws Exception {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            content.into(document, page);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void write(PDDocument document, PDPage page, String text) throws IOException {
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
            out.beginText();
            out.setFont(PDType1Font.HELVETICA, 12);
            out.newLineAtOffset(50, 700);
            out.showText(text);
            out.endText();
        }
    }

    @Test
    void textShouldReachTheSpamRulesAndAnOrdinaryDocumentHaveNoFacts() throws Exception {
        Looking seen = Looking.at("a.pdf", pdf((document, page) -> write(document, page, "Cheap watches at http://watches.example/now")));

        assertThat(seen.kinds()).isEmpty();
        assertThat(seen.text()).contains("Cheap watches");
        assertThat(seen.uris()).contains("http://watches.example/now");
    }

    @Test
    void linksShouldBeUris() throws Exception {
        Looking seen = Looking.at("a.pdf", pdf((document, page) -> {
            PDAnnotationLink link = new PDAnnotationLink();
            PDActionURI action = new PDActionURI();
            action.setURI("https://login.evil.example/");
            link.setAction(action);
            page.getAnnotations().add(link);
        }));

        assertThat(seen.kinds()).isEmpty();
        assertThat(seen.uris()).contains("https://login.evil.example/");
    }

    @Test
    void scriptsAndLaunchActionsShouldBeFactsWhateverTheyHangAt() throws Exception {
        byte[] opening = pdf((document, page) -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
        byte[] launching = pdf((document, page) -> {
            PDActionLaunch launch = new PDActionLaunch();
            launch.setF("cmd.exe");
            page.getAnnotations().add(new PDAnnotationLink());
            page.getCOSObject().setItem("AA", new COSDictionary());
            page.getCOSObject().getCOSDictionary(COSName.getPDFName("AA")).setItem("O", launch.getCOSObject());
            launch.getCOSObject().setItem(COSName.F, new COSString("cmd.exe"));
        });

        assertThat(Looking.at("a.pdf", opening).kinds()).containsExactly("pdf.javascript");
        assertThat(Looking.at("a.pdf", opening).detail("pdf.javascript")).contains("app.alert(1)");
        assertThat(Looking.at("a.pdf", launching).kinds()).containsExactly("pdf.launch");
        assertThat(Looking.at("a.pdf", launching).detail("pdf.launch")).contains("cmd.exe");
    }

    @Test
    void embeddedFilesShouldBeMembersThatAreLookedInto() throws Exception {
        byte[] inner = OfficeFiles.doc(Map.of("Module1", "Sub AutoOpen()\r\nEnd Sub"), new byte[100]);
        Looking seen = Looking.at("a.pdf", pdf((document, page) -> {
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("invoice.doc");
            file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(inner)));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("invoice.doc", file));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        }));

        assertThat(seen.kinds()).contains("pdf.embedded-file", "document.macro.auto");
        assertThat(seen.part().members()).extracting(Member::name).containsExactly("invoice.doc");
        assertThat(seen.part().members()).extracting(Member::size).containsExactly((long) inner.length);
    }

    @ParameterizedTest(name = "user password \"{0}\"")
    @ValueSource(strings = {"", "secret"})
    void encryptionShouldBeTold(String password) throws Exception {
        Looking seen = Looking.at("a.pdf", pdf((document, page) -> {
            write(document, page, "words for few");
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
        }));

        assertThat(seen.kinds()).containsExactly(password.isEmpty() ? "pdf.restricted" : "pdf.encrypted");
        assertThat(seen.text().contains("words for few")).isEqualTo(password.isEmpty());
    }

    @ParameterizedTest(name = "jpeg: {0}")
    @ValueSource(booleans = {false, true})
    void codesInPicturesShouldBeRead(boolean jpeg) throws Exception {
        BufferedImage code = CodePictures.of("https://evil.example/pay", 300);
        Looking seen = Looking.at("a.pdf", pdf((document, page) -> {
            PDImageXObject image = jpeg ? JPEGFactory.createFromImage(document, code) : LosslessFactory.createFromImage(document, code);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                out.drawImage(image, 100, 100);
            }
        }));

        assertThat(seen.kinds()).contains("image.qr-code");
        assertThat(seen.uris()).contains("https://evil.example/pay");
    }

    @Test
    void brokenDocumentsShouldBeToldAndNeverBreakTheLookIntoThem() throws Exception {
        assertThat(Looking.at("a.pdf", "%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII)).kinds()).containsExactly("pdf.unreadable");
        byte[] sound = pdf((document, page) -> write(document, page, "words"));
        Random random = new Random(9);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = sound.clone();
            for (int j = 0; j < 1 + random.nextInt(30); j++) {
                damaged[random.nextInt(damaged.length - 8) + 8] = (byte) random.nextInt();
            }
            assertThat(Looking.at("a.pdf", damaged, Duration.ofSeconds(5)).kinds()).as("try " + i).doesNotContain("inspection.failed");
        }
    }

    @Test
    void timeShouldBound() throws Exception {
        byte[] slow = pdf((document, page) -> {
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                out.beginText();
                out.setFont(PDType1Font.HELVETICA, 1);
                for (int i = 0; i < 200_000; i++) {
                    out.newLineAtOffset(0, 1);
                    out.showText(" ");
                }
                out.endText();
            }
        });
        long start = System.nanoTime();
        Looking seen = Looking.at("a.pdf", slow, Duration.ofMillis(300));

        assertThat(seen.kinds()).contains("bound.time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
