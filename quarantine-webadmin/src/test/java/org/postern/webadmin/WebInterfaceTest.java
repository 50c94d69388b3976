// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.webadmin.preview.HostileHtml;
import org.postern.webadmin.preview.ImagePolicy;
import org.postern.webadmin.preview.PreviewReader;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Role;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.digest.DigestSettings;
import org.postern.gateway.link.AccessLink;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;

/**
 * The web interface in a real browser, Chromium as Debian ships it; skipped where there is none.
 */
class WebInterfaceTest {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final String ATTACK = "Subject: offer\r\nX-Attack: <img src=x onerror=\"document.title='broken'\">\r\n\r\nbody\r\n";

    private static final String PICTURES = "Subject: offer\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + "<p>Angebot</p>"
        + "<img src=\"http://127.0.0.1:9/a.png\"><p><a href=\"http://bad.example/\">http://bank.example/</a></p>\r\n";

    private static ChromeDriver browser;

    private WebAdminFixture webAdmin;

    @BeforeAll
    static void open() {
        Assumptions.assumeTrue(CHROMIUM.canExecute() && DRIVER.canExecute(), "needs Debian's chromium and chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900");
        browser = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
        // Hundreds of pieces of HTML take a busy machine longer than the usual half minute.
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
        // The log is the browser's, which the tests share: reading it empties it.
        browser.manage().logs().get(LogType.BROWSER);
        browser.manage().window().setSize(new Dimension(1280, 900));
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private void signIn(Role role, String password) {
        signIn(role.name(), password);
    }

    private void signIn(String name, String password) {
        browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/");
        waitFor("#user").sendKeys(name);
        browser.findElement(By.id("password")).sendKeys(password, Keys.ENTER);
    }

    private static WebDriverWait patience() {
        return new WebDriverWait(browser, Duration.ofSeconds(20));
    }

    private static WebElement waitFor(String selector) {
        return patience().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    private static void waitForText(String selector, String text) {
        patience().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    private static List<String> subjects() {
        return browser.findElements(By.cssSelector(".list .subject a")).stream().map(WebElement::getText).toList();
    }

    private static void screenshot(String name) throws Exception {
        Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png"),
            browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void assertNothingWentWrong() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(LogEntry::getMessage)
            .filteredOn(message -> !message.contains("401 (Unauthorized)")).isEmpty();
    }

    @Test
    void aWrongPasswordShouldBeSaid() throws Exception {
        signIn(Role.ADMIN, "wrong");
        waitForText("#notice", "The name or the password is wrong");
        screenshot("sign-in");
        assertThat(browser.findElements(By.cssSelector(".list"))).isEmpty();
    }

    @Test
    void anEmptyQuarantineShouldSaySo() throws Exception {
        signIn(Role.ADMIN, WebAdminFixture.PASSWORD);
        waitForText(".empty", "Nothing is in quarantine");
        screenshot("empty");
        assertNothingWentWrong();
    }

    @Test
    void aMessageShouldSayWhyItIsThereInPlainWordsAndRuleByRule() throws Exception {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", ATTACK);
        webAdmin.keepFacts(item, "quarantine spam");
        signIn(Role.ADMIN, WebAdminFixture.PASSWORD);
        waitFor(".list");
        browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/#/item/" + item.id());
        waitForText(".why", "because its spam score is 7.5, and 3 is enough");
        waitForText(".why", "OFFER (Offers <b>something</b>): 7.5");
        waitForText(".why", "It would have been delivered with a spam score of 2.9 instead of 7.5");
        browser.findElement(By.cssSelector(".why summary")).click();
        waitForText(".why .rules", "Quarantine Spam holds: what Spam");
        screenshot("explanation");
        browser.manage().window().setSize(new Dimension(500, 850));
        assertNoSidewaysScrolling();
        browser.executeScript("document.querySelector('.why').scrollIntoView()");
        screenshot("phone-explanation");
        assertNothingWentWrong();
    }

    @Test
    void aUserShouldSeeNothingButTheQuarantineAndHisSenders() throws Exception {
        signIn(WebAdminFixture.BOB.address(), WebAdminFixture.PASSWORD);
        waitForText(".empty", "Nothing is in quarantine");
        assertThat(browser.findElements(By.cssSelector("#nav a")).stream().filter(WebElement::isDisplayed).map(WebElement::getText))
            .containsExactly("Quarantine", "Senders", "Daily report");
        assertNothingWentWrong();
    }

    @Test
    void thePagesShouldSpeakTheLanguageOfTheReadersChoice() throws Exception {
        webAdmin.quarantined(1, QuarantineKind.SPAM, WebAdminFixture.BOB.address(), ATTACK);
        signIn(WebAdminFixture.BOB.address(), WebAdminFixture.PASSWORD);
        waitForText(".count", "1 in quarantine");
        try {
            browser.findElement(By.cssSelector("#language option[value=de]")).click();
            waitForText(".count", "1 in Quarantäne");
            waitForText("#nav", "Tagesbericht");
            waitForText(".list .reason", "Sie sieht mit 12,5 Punkten nach Spam aus.");
            browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/#/digest");
            waitForText("h1", "Tagesbericht");
            browser.navigate().refresh();
            waitForText("#sign-out", "Abmelden");
            screenshot("german");
            assertNothingWentWrong();
        } finally {
            browser.findElement(By.cssSelector("#language option[value=en]")).click();
        }
        waitForText("#sign-out", "Sign out");
    }

    @Test
    void theListShouldFilterAndPage() throws Exception {
        for (int i = 1; i <= 60; i++) {
            webAdmin.quarantined(i, i % 10 == 0 ? QuarantineKind.VIRUS : QuarantineKind.SPAM,
                i % 2 == 0 ? "bob@local.test" : "eve@local.test", ATTACK);
        }
        signIn(Role.ADMIN, WebAdminFixture.PASSWORD);
        waitForText(".count", "50 shown, there are more");
        screenshot("list");
        browser.findElement(By.cssSelector(".more")).click();
        waitForText(".count", "60 in quarantine");
        browser.findElement(By.id("filter-recipient")).sendKeys("bob@local.test", Keys.ENTER);
        waitForText(".count", "30 in quarantine");
        browser.findElement(By.cssSelector("#filter-kind option[value=VIRUS]")).click();
        waitForText(".count", "6 in quarantine");
        assertThat(subjects()).containsExactly("Subject 10", "Subject 20", "Subject 30", "Subject 40", "Subject 50", "Subject 60");
        assertNothingWentWrong();
    }

    @Test
    void aMessageShouldBeReleasedByKeyboardAndItsTimelineShown() throws Exception {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", ATTACK);
        signIn(Role.QUARANTINE_MANAGER, WebAdminFixture.PASSWORD);
        waitFor(".list .subject a").sendKeys(Keys.ENTER);
        waitForText(".header", "<img src=x onerror");
        screenshot("item");
        assertThat(browser.getTitle()).isEqualTo("Postern");
        waitFor("#release").sendKeys(Keys.ENTER);
        waitFor("#confirm[open]");
        screenshot("confirm");
        assertThat(webAdmin.outlet.deliveries).isEmpty();
        browser.findElement(By.id("confirm-yes")).sendKeys(Keys.ENTER);
        waitForText("#notice", "The message is released");
        assertThat(webAdmin.outlet.deliveries).hasSize(1);
        assertThat(browser.findElements(By.id("release"))).isEmpty();
        browser.findElement(By.linkText("Timeline")).click();
        waitForText(".timeline", "bob@local.test");
        waitForText(".timeline", "account quarantine_manager");
        screenshot("timeline");
        assertThat(webAdmin.quarantineStore.find(item.id())).map(QuarantineItem::status).contains(ItemStatus.RELEASED);
        assertNothingWentWrong();
    }

    @Test
    void aVirusShouldBeReleasedAfterAWarningAndDeletedAfterAQuestion() throws Exception {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.VIRUS, "bob@local.test", ATTACK);
        signIn(Role.ADMIN, WebAdminFixture.PASSWORD);
        waitFor(".list .subject a").click();
        waitFor("#release").click();
        waitForText("#confirm-title", "Release a message with a virus?");
        browser.findElement(By.id("confirm-no")).click();
        waitFor("#delete").click();
        waitFor("#confirm-yes").click();
        waitForText(".empty", "Nothing is in quarantine");
        assertThat(webAdmin.quarantineStore.find(item.id())).map(QuarantineItem::status).contains(ItemStatus.DELETED);
        assertThat(webAdmin.outlet.deliveries).isEmpty();
    }

    @Test
    void anAuditorShouldSeeNoButtonsThatDoNotWork() throws Exception {
        webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", ATTACK);
        signIn(Role.AUDITOR, WebAdminFixture.PASSWORD);
        waitFor(".list .subject a").click();
        waitForText(".facts", "score 12.5");
        assertThat(browser.findElements(By.cssSelector(".buttons button"))).filteredOn(WebElement::isDisplayed).isEmpty();
    }

    @Test
    void aPhoneShouldNeedNoSidewaysScrolling() throws Exception {
        webAdmin.quarantined(1, QuarantineKind.SPAM, "a-very-long-recipient-address-without-any-break@subdomain.local.test", ATTACK);
        browser.manage().window().setSize(new Dimension(500, 850));
        signIn(Role.ADMIN, WebAdminFixture.PASSWORD);
        waitFor(".list .subject a");
        screenshot("phone-list");
        assertNoSidewaysScrolling();
        browser.findElement(By.cssSelector(".list .subject a")).click();
        waitFor(".facts");
        screenshot("phone-item");
        assertNoSidewaysScrolling();
    }

    private static void assertNoSidewaysScrolling() {
        assertThat(browser.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .isEqualTo(0L);
    }

    @Test
    void hostileMailShouldDoNothing() throws Exception {
        List<String> pieces = HostileHtml.all();
        PreviewReader previews = new PreviewReader(new MessageAnalyser());
        StringBuilder clean = new StringBuilder();
        StringBuilder all = new StringBuilder("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
        for (String piece : pieces) {
            clean.append(previews.read(MessageSource.of(("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + piece)
                .getBytes(StandardCharsets.UTF_8)), ImagePolicy.EMBEDDED).html()).append("<hr>");
            all.append("<div>").append(piece).append("</div>\r\n");
        }
        // Without any policy of the browser's around it, and with every event that a user could cause.
        String hook = "<!DOCTYPE html><meta charset=utf-8><script>window.hits=[];alert=confirm=prompt=x=>top.hits.push(x);</script><body>";
        Path page = Files.writeString(Files.createDirectories(Path.of("target")).resolve("harmless.html"), hook + clean);
        browser.get(page.toUri().toString());
        String events = "for (const e of document.body.querySelectorAll('*')) for (const n of ['click','mouseover','focus','error','load',"
            + "'toggle','animationstart','pageshow','begin','wheel']) e.dispatchEvent(new Event(n, {bubbles: true, cancelable: true}));";
        browser.executeScript(events);
        assertThat(browser.executeScript("return window.hits.length")).isEqualTo(0L);
        assertThat(browser.executeScript("return performance.getEntriesByType('resource').map(r => r.name)")).asList().isEmpty();
        assertThat((Long) browser.executeScript("return document.querySelectorAll('hr').length")).isGreaterThanOrEqualTo(pieces.size());

        // The same pieces as they came do a lot, so that the silence above means something.
        Path raw = Files.writeString(Path.of("target", "hostile.html"), hook + "</body>");
        browser.get(raw.toUri().toString());
        // They must not lead this page itself elsewhere, nor stop it with a question.
        browser.executeScript("addEventListener('message', event => window.hits.push(event.data));"
            + "for (const piece of arguments[0]) { const f = document.createElement('iframe'); f.sandbox = 'allow-scripts';"
            + "f.srcdoc = '<script>alert=confirm=prompt=x=>parent.postMessage(1, \"*\")<\\/script>' + piece;"
            + "document.body.append(f); }", pieces);
        new WebDriverWait(browser, Duration.ofMinutes(2)).until(any -> (Long) browser.executeScript("return window.hits.length") >= 40);

        // All of them as one message in the frame of the web interface.
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", all.toString());
        signIn(Role.QUARANTINE_MANAGER, WebAdminFixture.PASSWORD);
        waitFor(".list");
        browser.executeScript("window.hits = []; window.alert = x => window.hits.push(x); location.hash = '#/item/" + item.id() + "'");
        waitFor("#show-preview").click();
        waitFor("#preview-frame");
        // While its page comes the frame is another for a moment, and looking into the former one fails.
        patience().ignoring(WebDriverException.class).until(any -> {
            browser.switchTo().defaultContent().switchTo().frame("preview-frame");
            return !browser.findElements(By.tagName("div")).isEmpty();
        });
        assertThat(browser.findElements(By.cssSelector("script, iframe, object, embed, form, svg"))).isEmpty();
        browser.switchTo().defaultContent();
        screenshot("hostile-preview");
        assertThat(browser.executeScript("return window.hits.length")).isEqualTo(0L);
        assertThat(browser.getTitle()).isEqualTo("Postern");
    }

    @Test
    void aLinkShouldShowOnesOwnMailAfterAButtonAndLetOneDecide() throws Exception {
        QuarantineItem mine = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", ATTACK);
        QuarantineItem other = webAdmin.quarantined(2, QuarantineKind.SPAM, "eve@local.test", ATTACK);
        QuarantineItem held = webAdmin.quarantined(3, QuarantineKind.HELD, "bob@local.test", ATTACK);
        String secret = webAdmin.links.create("bob@local.test", AccessLink.Purpose.DIGEST);
        browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/");
        browser.executeScript("sessionStorage.clear()");
        browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/#/link/" + secret + "/" + mine.id());
        browser.navigate().refresh();
        waitFor("#open-link");
        screenshot("user-link");
        assertThat(webAdmin.outlet.deliveries).isEmpty();
        browser.findElement(By.id("open-link")).click();
        waitForText(".facts", "score 12.5");
        assertThat(browser.getCurrentUrl()).doesNotContain(secret);
        waitFor("#show-preview").click();
        waitFor("#preview-frame");
        screenshot("user-item");
        browser.findElement(By.id("welcomelist")).click();
        waitForText("#notice", "The message is released");
        assertThat(webAdmin.outlet.deliveries).extracting("recipient").containsExactly("bob@local.test");
        browser.findElement(By.linkText("Senders")).click();
        waitForText(".entries", "sender@remote.test");
        screenshot("user-lists");
        browser.findElement(By.linkText("Quarantine")).click();
        waitForText(".count", "1 in quarantine");
        assertThat(subjects()).containsExactly("Subject 3");
        browser.manage().window().setSize(new Dimension(500, 850));
        screenshot("user-phone");
        assertNoSidewaysScrolling();
        waitFor(".list .subject a").click();
        waitFor("#request-release").click();
        waitForText("#notice", "The message is requested");
        assertThat(webAdmin.quarantineStore.find(held.id()).orElseThrow().marks().requestedAt()).isPresent();
        browser.get("http://localhost:" + webAdmin.port() + "/postern/ui/#/item/" + other.id());
        waitForText("#notice", "There is no such message");
        webAdmin.links.revoke("bob@local.test");
        browser.findElement(By.linkText("Quarantine")).click();
        waitForText("#notice", "Your session has ended");
    }

    @Test
    void aReportShouldBeReadableAndItsLinkActAfterAButtonOnly() throws Exception {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", ATTACK);
        webAdmin.quarantined(2, QuarantineKind.VIRUS, "robert@local.test", ATTACK);
        webAdmin.quarantined(3, QuarantineKind.HELD, "bob@local.test", ATTACK);
        for (String kind : List.of("short", "verbose")) {
            DigestSettings settings = new DigestSettings(DigestKind.of(kind).orElseThrow(), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"),
                24, kind.equals("short") ? "en" : "de", Instant.EPOCH);
            String html = webAdmin.digestReports.write(WebAdminFixture.BOB, settings, Instant.now()).orElseThrow().filled().html();
            Path page = Files.writeString(Files.createDirectories(Path.of("target")).resolve("digest-" + kind + ".html"), html);
            browser.manage().window().setSize(new Dimension(1000, 850));
            browser.get(page.toUri().toString());
            screenshot("digest-" + kind);
            browser.manage().window().setSize(new Dimension(500, 850));
            screenshot("phone-digest-" + kind);
            assertNoSidewaysScrolling();
        }
        browser.manage().window().setSize(new Dimension(1280, 900));
        String link = browser.findElement(By.linkText("Absender zulassen und zustellen")).getAttribute("href");
        browser.get("http://localhost:" + webAdmin.port() + link.substring(link.indexOf("/postern/ui/")));
        waitForText("#link-text", "The sender will stand on your list of welcome senders");
        screenshot("user-link-action");
        assertThat(webAdmin.outlet.deliveries).isEmpty();
        browser.findElement(By.id("open-link")).click();
        waitForText("#link-done", "The message is released");
        assertThat(webAdmin.outlet.deliveries).extracting("recipient").containsExactly("bob@local.test");
        assertThat(webAdmin.quarantineStore.find(item.id())).map(QuarantineItem::status).contains(ItemStatus.RELEASED);
        browser.findElement(By.linkText("Open my quarantine")).click();
        waitForText(".count", "1 in quarantine");
        browser.findElement(By.linkText("Daily report")).click();
        waitFor("#digest-kind option[value=verbose]").click();
        browser.findElement(By.cssSelector("#digest-zone option[value='Europe/Madrid']")).click();
        browser.findElement(By.cssSelector("#digest-language option[value=es]")).click();
        browser.findElement(By.id("digest-save")).click();
        waitForText("#notice", "You get the report each day at 07:00");
        screenshot("user-digest");
        browser.manage().window().setSize(new Dimension(500, 850));
        screenshot("phone-digest");
        assertNoSidewaysScrolling();
        assertThat(webAdmin.digestPreferences.of("bob@local.test").zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(webAdmin.digestPreferences.of("bob@local.test").language()).isEqualTo("es");
    }

    /** All that somebody meets who reads his quarantine on a phone, errors included. */
    @Test
    void aPhoneShouldShowEverythingToAUserInHisLanguage() throws Exception {
        QuarantineItem item = webAdmin.quarantined(1, QuarantineKind.SPAM, "bob@local.test", PICTURES);
        for (QuarantineKind kind : QuarantineKind.values()) {
            webAdmin.quarantined(10 + kind.ordinal(), kind, "robert@local.test", ATTACK);
        }
        String ui = "http://localhost:" + webAdmin.port() + "/postern/ui/";
        browser.get(ui);
        browser.executeScript("sessionStorage.clear(); localStorage.setItem('postern.language', 'de')");
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", 390, "height", 844, "deviceScaleFactor", 1,
            "mobile", true));
        try {
            browser.get(ui + "#/link/" + "x".repeat(43));
            browser.navigate().refresh();
            waitFor("#open-link").click();
            seen("link-ended", "#notice", "Dieser Link gilt nicht mehr");
            waitFor("#another-link").click();
            waitFor("#send-link");
            signIn(WebAdminFixture.BOB.address(), "wrong");
            seen("wrong-password", "#notice", "Name oder Passwort ist falsch");
            browser.findElement(By.id("password")).sendKeys(WebAdminFixture.PASSWORD, Keys.ENTER);
            seen("list", ".list", "Sie ist beschädigt und konnte nicht geprüft werden.");
            assertThat(browser.findElement(By.cssSelector(".list")).getText()).contains("12,5").doesNotContain(" 12.5 ");
            browser.findElement(By.cssSelector(".list .pick input")).click();
            seen("several", ".several", "Zustellen");
            browser.get(ui + "#/item/" + item.id());
            seen("item", ".why", "Sie sieht mit 12,5 Punkten nach Spam aus.");
            waitFor("#show-preview").click();
            waitFor("#preview-frame");
            seen("preview", "#main", "1 Bild wird nicht angezeigt.");
            browser.findElement(By.cssSelector("#preview-images option[value=remote]")).click();
            patience().until(any -> !browser.findElement(By.id("main")).getText().contains("wird nicht angezeigt"));
            browser.findElement(By.id("blocklist")).click();
            seen("confirm", "#confirm", "endgültig gelöscht");
            browser.findElement(By.id("confirm-yes")).click();
            seen("blocked", "#notice", "gelöscht");
            browser.get(ui + "#/item/" + item.id());
            seen("gone", ".facts", "gelöscht");
            browser.get(ui + "#/lists");
            waitFor("#add-welcomelist").sendKeys("nobody at all", Keys.ENTER);
            seen("lists", "#notice", "Ein Eintrag hat 3 bis 512 Zeichen");
            browser.get(ui + "#/digest");
            seen("digest", "#main", "Zeitzone");
            assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain(" the ", "The ", "Your ");
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            browser.executeScript("localStorage.removeItem('postern.language')");
        }
    }

    private static void seen(String name, String selector, String text) throws Exception {
        waitForText(selector, text);
        screenshot("phone-german-" + name);
        assertNoSidewaysScrolling();
    }

    @Test
    void aSessionThatEndedShouldLeadToSigningIn() throws Exception {
        signIn(Role.AUDITOR, WebAdminFixture.PASSWORD);
        waitFor(".empty");
        webAdmin.accounts.delete(AccountName.of("auditor"));
        browser.findElement(By.cssSelector(".filter button")).click();
        waitForText("#notice", "Your session has ended");
        waitFor("#user");
    }
}
