// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static final String LINK = "https://evil.example/pay?id=42";

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void codeShouldBecomeAUriWhateverTheFormatOfThePicture(String format) {
        Looking seen = Looking.at("a." + format, CodePictures.encoded(CodePictures.of(LINK, 200), format));

        assertThat(seen.kinds()).containsExactly("image.qr-code");
        assertThat(seen.uris()).contains(LINK);
    }

    @Test
    void twoCodesOnALargePictureAmongOtherThingsShouldBothBeRead() {
        BufferedImage page = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 3000, 2000);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(100, 1500, 800, 200);
        graphics.drawImage(CodePictures.of(LINK, 600), 200, 300, null);
        graphics.drawImage(CodePictures.of("https://second.example/", 600), 1800, 900, null);
        graphics.dispose();

        assertThat(Looking.at("a.png", CodePictures.encoded(page, "png")).uris()).contains(LINK, "https://second.example/");
    }

    @Test
    void codeInLightDotsOnADarkGroundAndOneOnNoGroundShouldBeRead() {
        BufferedImage code = CodePictures.of(LINK, 300);
        BufferedImage light = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        BufferedImage clear = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 300; y++) {
                boolean dark = (code.getRGB(x, y) & 0xffffff) == 0;
                light.setRGB(x, y, dark ? 0xffffff : 0);
                clear.setRGB(x, y, dark ? 0xff000000 : 0);
            }
        }
        assertThat(Looking.at("a.png", CodePictures.encoded(light, "png")).uris()).contains(LINK);
        assertThat(Looking.at("a.png", CodePictures.encoded(clear, "png")).uris()).contains(LINK);
    }

    @Test
    void codeThatHoldsNoLinkShouldBecomeText() {
        Looking seen = Looking.at("a.png", CodePictures.encoded(CodePictures.of("call 555-0100 for cheap watches", 200), "png"));

        assertThat(seen.kinds()).containsExactly("image.qr-code");
        assertThat(seen.text()).contains("cheap watches");
    }

    @Test
    void ordinaryPicturesShouldHaveNoFacts() {
        Random random = new Random(1);
        BufferedImage noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 400; x++) {
            for (int y = 0; y < 300; y++) {
                noise.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        assertThat(Looking.at("a.png", CodePictures.encoded(noise, "png")).kinds()).isEmpty();
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThat(Looking.at("dot.gif", CodePictures.encoded(dot, "gif")).kinds()).isEmpty();
    }

    @Test
    void pictureThatPromisesMoreThanAnyMemoryShouldBeToldAndNotRead() {
        byte[] picture = CodePictures.encoded(CodePictures.of(LINK, 50), "png");
        for (int at : new int[] {16, 20}) {
            picture[at + 1] = 1;
        }
        assertThat(Looking.at("a.png", picture).kinds()).containsExactly("image.unread");
    }

    @Test
    void damagedPicturesShouldNeverBreakTheLookIntoThem() {
        Random random = new Random(2);
        for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
            byte[] picture = CodePictures.encoded(CodePictures.of(LINK, 100), format);
            for (int i = 0; i < 60; i++) {
                byte[] damaged = picture.clone();
                for (int j = 0; j < 1 + random.nextInt(8); j++) {
                    damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
                }
                assertThat(Looking.at("a." + format, damaged, Duration.ofSeconds(5)).kinds()).as(format + " try " + i)
                    .doesNotContain("inspection.failed");
            }
        }
        assertThat(Looking.at("a.png", "\u0089PNG\r\n\u001a\nnothing".getBytes(StandardCharsets.ISO_8859_1)).kinds())
            .containsExactly("image.unreadable");
    }
}
