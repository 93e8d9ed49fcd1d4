package dev.handfast.tool.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.TlsMessage;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser, as a person meets it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PageTellerTest {
    private static final String SUBJECT = "CN=example.test, O=Handfast";
    private static final String ATTACK =
            "</script><script>window.hurt = 1</script><img src=x onerror=\"window.hurt = 2\"><!--";

    @TempDir
    private Path folder;

    @Test
    void aMessageUnfoldsAndItsFieldsAndBytesPointAtEachOther() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            assertEquals(
                    0, browser.ask("document.querySelectorAll('.byte').length").asInt(), "all is folded");
            browser.ask("document.querySelector('#message-1 > summary').click()");
            waitFor(browser, "document.querySelectorAll('#message-1 .byte').length === trace.messages[0].length");

            browser.pointAt(
                    "#message-1 .fields > li:nth-child(4) .field"); // random: two of version and four of header before
            assertEquals(
                    "random",
                    browser.ask("document.querySelector('.field.lit .name').textContent")
                            .asText());
            assertEquals(
                    "6 to 37, 32 bytes",
                    browser.ask(
                                    "(lit => lit[0].dataset.index + ' to ' + lit[lit.length - 1].dataset.index + ', ' + lit.length"
                                            + " + ' bytes')([...document.querySelectorAll('#message-1 .byte.lit')])")
                            .asText());

            browser.pointAt("#message-1 .byte:nth-child(5)"); // the first of legacy_version
            assertEquals(
                    "legacy_version",
                    browser.ask("document.querySelector('.field.lit .name').textContent")
                            .asText());
            assertEquals(
                    2,
                    browser.ask("document.querySelectorAll('.byte.lit').length").asInt());
            assertEquals(List.of(), browser.errors());
        }
    }

    @Test
    void aByteOfAFoldedFieldOpensTheWayToIt() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            browser.ask("document.getElementById('open-all').click()");
            waitFor(browser, "document.querySelectorAll('.anatomy').length === trace.messages.length");
            browser.ask("(byte => byte.click())([...document.querySelectorAll('#message-1 .byte')]"
                    + "[Number(trace.messages[0].bytes.indexOf('6578616d706c652e74657374')) / 2])"); // "example.test"
            assertEquals(
                    "host_name",
                    browser.ask("document.querySelector('.field.lit .name').textContent")
                            .asText());
            assertTrue(browser.ask("document.querySelector('.field.lit').offsetParent !== null")
                    .asBoolean());
            assertEquals("example.test", browser.ask("trace.outcome.serverName").asText());
            assertEquals(List.of(), browser.errors());
        }
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            browser.ask("document.querySelector('#sequence a').focus()");
            browser.press("Enter"); // an arrow of the diagram leads to its message
            waitFor(browser, "document.activeElement.parentElement.id === 'message-1'");
            browser.press("Enter"); // folds it
            waitFor(browser, "!document.getElementById('message-1').open");
            browser.press("Enter");
            waitFor(browser, "document.querySelectorAll('#message-1 .byte').length > 0");
            browser.press("Tab"); // the first field
            assertEquals(
                    "msg_type",
                    browser.ask("document.activeElement.querySelector('.name').textContent")
                            .asText());
            browser.press("ArrowDown");
            assertEquals(
                    "length",
                    browser.ask("document.querySelector('.field.lit .name').textContent")
                            .asText());
            assertEquals(
                    3,
                    browser.ask("document.querySelectorAll('.byte.lit').length").asInt());
            browser.ask("document.querySelector('#message-1 .bytes').focus()");
            browser.press("ArrowRight");
            browser.press("ArrowRight");
            assertEquals(
                    "2",
                    browser.ask("document.querySelector('.byte.here').dataset.index")
                            .asText());
            assertTrue(browser.ask("document.querySelector('#message-1 .where').textContent")
                    .asText()
                    .startsWith("length"));
            assertTrue(
                    browser.ask("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                            .asBoolean(),
                    "where the keyboard is can be seen");
            assertEquals(List.of(), browser.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 768, 1280})
    void nothingIsWiderThanTheScreen(int width) throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.size(width, 800);
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            browser.ask("document.getElementById('open-all').click()");
            waitFor(browser, "document.querySelectorAll('.anatomy').length === trace.messages.length");
            browser.ask("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            assertEquals(
                    width, browser.ask("document.documentElement.scrollWidth").asInt());
            assertEquals(
                    "",
                    browser.ask("[...document.querySelectorAll('body *')].filter(element =>"
                                    + " element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.skip'))"
                                    + ".map(element => element.outerHTML.slice(0, 80)).join()")
                            .asText());
            assertEquals(List.of(), browser.errors());
            keep(browser, "page-" + width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeReadOnItsGround(String scheme) throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.prefer(scheme);
            browser.size(1100, 900);
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            double ground = luminance(browser, "body", "backgroundColor");
            for (String selector :
                    List.of("body", ".lead", "#verdict b", "#message-1 .way", "#message-3 .way", "#message-9 .way")) {
                double ink = luminance(browser, selector, "color");
                double contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
                assertTrue(contrast >= 4.5, selector + " has a contrast of " + contrast + " (WCAG 2.2, 1.4.3)");
            }
            assertEquals(scheme.equals("dark"), ground < 0.2);
            keep(browser, "page-" + scheme);
        }
    }

    @Test
    void whatPeersChooseIsTextAndNeverRuns() throws Exception {
        String escaped = ATTACK.replaceAll("[<>\"=]", "\\\\$0"); // as RFC 4514 has it
        Trace trace = RecordedHandshake.of("CN=" + escaped + ", O=bold", folder);
        byte[] hello = {1, 0, 0, 0};
        trace.side(Side.CLIENT).on(new HandshakeEvent.MessageSent(new TlsMessage(ATTACK, hello, ATTACK)));
        trace.side(Side.CLIENT)
                .on(new HandshakeEvent.Decided("version", ATTACK, ATTACK, List.of(ATTACK), List.of(ATTACK)));
        trace.side(Side.CLIENT).on(new HandshakeEvent.PeerVerified(ATTACK, ATTACK));
        trace.side(Side.CLIENT).on(new HandshakeEvent.AlertSent(ATTACK, ATTACK));
        Path page = page(trace);
        try (Browser browser = Browser.start(folder)) {
            browser.open(page);
            browser.ask("document.getElementById('open-all').click()");
            waitFor(browser, "document.querySelectorAll('.anatomy').length === trace.messages.length");
            assertTrue(browser.ask("window.hurt === undefined").asBoolean());
            assertEquals(
                    0, browser.ask("document.querySelectorAll('img').length").asInt());
            assertEquals(
                    0,
                    browser.ask("document.querySelectorAll('h4 b, h4 script').length")
                            .asInt());
            assertTrue(
                    browser.ask("document.querySelector('.certificate h4').textContent")
                            .asText()
                            .contains("<img src=x"),
                    "it is shown as it is");
            assertEquals(List.of(), browser.errors());
        }
        assertFalse(Files.readString(page).contains("<img"), "no markup of a peer's is in the file at all");
    }

    /** A name that a ClientHello asks for is bytes of anybody's: what our server takes of it, and what a client could send besides. */
    @Test
    void aHostNameIsTextAndNeverRuns() throws Exception {
        String attack = "</script><script>window.hurt=1</script><img/src=x/onerror=\"window.hurt='2'\"><!--";
        Trace trace = RecordedHandshake.ofServerThatIsSent(record(hello(attack)), folder);
        byte[] unseen = hello(attack + "\u202egro\u2066\u0007\u001b[2J\r\n\u0000");
        trace.side(Side.CLIENT)
                .on(new HandshakeEvent.MessageSent(
                        new TlsMessage("ClientHello", unseen, "I look for " + new String(unseen, UTF_8))));
        Path page = page(trace);
        try (Browser browser = Browser.start(folder)) {
            browser.open(page);
            browser.ask("document.getElementById('open-all').click()");
            waitFor(browser, "document.querySelectorAll('.anatomy').length === trace.messages.length");
            browser.ask("document.querySelectorAll('details').forEach(details => { details.open = true; })");
            assertTrue(browser.ask("window.hurt === undefined").asBoolean());
            assertEquals(
                    0, browser.ask("document.querySelectorAll('img').length").asInt());
            String shown = browser.ask("document.body.innerText").asText();
            assertTrue(shown.contains("<img/src=x/onerror="), "it is shown as it is");
            assertTrue(
                    shown.contains("\\u202Egro\\u2066\\u0007\\u001B[2J\\u000D\\u000A\\u0000"),
                    "what cannot be seen is told");
            assertFalse(
                    shown.codePoints()
                            .anyMatch(character ->
                                    character != '\n' && character != '\t' && Character.isISOControl(character)
                                            || Character.getType(character) == Character.FORMAT),
                    shown);
            assertTrue(shown.contains("server calls it PEER_CLOSED: the peer's TCP connection ended"), shown);
            assertEquals(List.of(), browser.errors());
        }
        assertFalse(Files.readString(page).contains("<img"), "no markup of a peer's is in the file at all");
    }

    @Test
    void aHandshakeThatFailsSaysWhyAndWhatToDo() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.size(320, 800);
            browser.open(page(RecordedHandshake.ofDistrust(folder)));
            assertTrue(browser.ask("document.getElementById('verdict').textContent")
                    .asText()
                    .startsWith("Not completed: client sent the alert unknown_ca: "));
            String failures =
                    browser.ask("document.getElementById('failures').innerText").asText();
            assertTrue(failures.contains("client calls it UNKNOWN_ISSUER. What to do: "), failures);
            assertTrue(failures.contains("server calls it UNKNOWN_ISSUER: the peer refuses our certificate"), failures);
            assertTrue(failures.contains("What to do: have the peer trust that issuer"), failures);
            assertTrue(browser.ask("document.getElementById('messages').textContent")
                    .asText()
                    .contains("client’s handshake has failed, UNKNOWN_ISSUER"));
            assertEquals(
                    320, browser.ask("document.documentElement.scrollWidth").asInt());
            assertEquals(List.of(), browser.errors());
            keep(browser, "page-failed");
        }
    }

    @Test
    void whatIsResumedSaysSo() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.open(page(RecordedHandshake.ofResumption(folder)));
            assertEquals("yes", resumed(browser));
            assertTrue(browser.ask("document.getElementById('verdict').textContent")
                    .asText()
                    .contains("a session of an earlier connection was resumed, so no certificate was needed"));
            assertTrue(browser.ask("document.getElementById('certificates').textContent")
                    .asText()
                    .contains("None were shown: who the server is was proved in the connection that this one resumes"));
            assertEquals(List.of(), browser.errors());
        }
    }

    @Test
    void whatIsNotResumedSaysWhatStoodForIt() throws Exception {
        try (Browser browser = Browser.start(folder)) {
            browser.open(page(RecordedHandshake.of(SUBJECT, folder)));
            assertEquals("no, a full handshake", resumed(browser));
            browser.ask("trace.messages = trace.messages.filter(message => message.name !== 'Certificate')");
            assertEquals(
                    "no, but a pre-shared key stood for certificates",
                    browser.ask("resumption()").asText());
        }
    }

    private static String resumed(Browser browser) throws Exception {
        return browser.ask(
                        "[...document.querySelectorAll('#result dt')].find(title => title.textContent === 'Resumed').nextSibling.textContent")
                .asText();
    }

    /** A ClientHello of TLS 1.3 that asks for this name and has no key share, so that a server asks again. */
    private static byte[] hello(String name) {
        byte[] host = name.getBytes(UTF_8);
        String serverName = "0000" + uint16(host.length + 5) + uint16(host.length + 3) + "00" + uint16(host.length)
                + HexFormat.of().formatHex(host);
        String extensions =
                serverName + "002b00030203" + "04" + "000a00040002001d" + "000d000400020403" + "003300020000";
        String body =
                "0303" + "17".repeat(32) + "00" + "00021301" + "0100" + uint16(extensions.length() / 2) + extensions;
        return HexFormat.of().parseHex("0100" + uint16(body.length() / 2) + body);
    }

    private static byte[] record(byte[] message) {
        return HexFormat.of()
                .parseHex("160301" + uint16(message.length) + HexFormat.of().formatHex(message));
    }

    private static String uint16(int value) {
        return String.format("%04x", value);
    }

    /** The second wall: if markup got in after all, the policy would not let it do anything. */
    @Test
    void noScriptButThePagesOwnRuns() throws Exception {
        Path page = page(RecordedHandshake.of(SUBJECT, folder));
        Files.writeString(page, Files.readString(page).replace("<main>", "<main><script>window.hurt = 1</script>"));
        try (Browser browser = Browser.start(folder)) {
            browser.open(page);
            assertTrue(browser.ask("window.hurt === undefined").asBoolean());
            assertTrue(
                    browser.ask("document.querySelectorAll('.message').length > 5")
                            .asBoolean(),
                    "its own does");
            assertFalse(browser.errors().isEmpty(), "and the browser says so");
        }
    }

    @Test
    void thePageAsksForNothing() throws Exception {
        String page = Files.readString(page(RecordedHandshake.of(SUBJECT, folder)));
        Matcher address = Pattern.compile("(https?://[^\"' ]+)").matcher(page);
        while (address.find()) {
            assertEquals("http://www.w3.org/2000/svg", address.group(1), "a name of a vocabulary, not an address");
        }
        assertFalse(Pattern.compile("<(link|iframe|object|embed)\\b|@import|url\\(")
                .matcher(page)
                .find());
    }

    private Path page(Trace trace) throws IOException {
        Path file = folder.resolve("page.html");
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            PageTeller.write(trace, out);
        }
        return file;
    }

    /** For a person to look at, in the build directory. */
    private static void keep(Browser browser, String name) throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        browser.picture(pictures.resolve(name + ".png"));
    }

    private static double luminance(Browser browser, String selector, String property) throws Exception {
        String colour = browser.ask("getComputedStyle(document.querySelector('" + selector + "'))." + property)
                .asText();
        Matcher rgb = Pattern.compile("rgb\\((\\d+), (\\d+), (\\d+)\\)").matcher(colour);
        assertTrue(rgb.matches(), colour);
        return 0.2126 * linear(rgb.group(1)) + 0.7152 * linear(rgb.group(2)) + 0.0722 * linear(rgb.group(3));
    }

    private static double linear(String part) {
        double value = Integer.parseInt(part) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** Asks until it is so: the browser tells of an unfolded message when it comes to it. The test's timeout is the limit. */
    private static void waitFor(Browser browser, String condition) throws Exception {
        while (!browser.ask(condition).asBoolean()) {
            Thread.onSpinWait();
        }
    }
}
