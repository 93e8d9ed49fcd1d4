package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.EarlyData;
import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastParameters;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.explain.Paint;
import dev.handfast.explain.Side;
import dev.handfast.explain.TextTeller;
import dev.handfast.explain.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader learns from the text of a handshake that is not the usual one: Alice is the client, Bob is the server. */
class ToldHandshakesTest {
    /** No sentence is broken there. */
    private static final int WIDE = 20_000;

    private final Trace trace = new Trace("Alice", "Bob");
    private final SSLContext bob = Contexts.ours(GoodExample.keys(GoodExample.GOOD), GoodExample.trust());
    private SSLContext alice = GoodExample.client(GoodExample.AUTHORITY);

    private SSLEngine client(Consumer<HandfastParameters> change) {
        return set(alice.createSSLEngine("good.example", 443), parameters -> {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            change.accept(parameters);
        });
    }

    private SSLEngine server(Consumer<HandfastParameters> change) {
        return set(bob.createSSLEngine(), change);
    }

    private static SSLEngine set(SSLEngine engine, Consumer<HandfastParameters> change) {
        var parameters = (HandfastParameters) engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private Consumer<HandfastParameters> heard(Side side) {
        return parameters -> parameters.setHandshakeListener(trace.side(side));
    }

    private Consumer<HandfastParameters> heard(Side side, Consumer<HandfastParameters> more) {
        return heard(side).andThen(more);
    }

    /** All that is told, in one line with one space between words, without the arrows. */
    private String text() {
        List<String> lines = new ArrayList<>();
        new TextTeller(WIDE, Paint.PLAIN).tell(trace, lines::add);
        return String.join("\n", lines).replaceAll("--+", "").replaceAll("\\s+", " ");
    }

    private static void assertTells(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "\"" + part + "\" is not told in: " + text);
        }
    }

    // ---- failures

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whoDoesNotTrustWhomAndWhatEachCanDo(String version) {
        alice = GoodExample.client(new TestAuthority("another"));
        Meeting.of(
                client(heard(Side.CLIENT, parameters -> parameters.setProtocols(new String[] {version}))),
                server(heard(Side.SERVER)));
        String text = text();
        assertTells(
                text,
                "! checks the ",
                "Not completed",
                "Alice ended it with the alert unknown_ca: ",
                "unable to find valid certification path",
                "Alice calls it INCOMPLETE_CHAIN",
                "add CN=authority to the trust anchors if it is to be trusted, or have the peer send the missing certificates Alice",
                "Bob calls it UNKNOWN_ISSUER: the peer refuses our certificate; we showed CN=good (issued by CN=authority",
                "What Bob can do: have the peer trust that issuer");
        assertFalse(text.contains("Completed"), text);
        assertFalse(text.contains("What Alice can do"), "the sentence says it");
        assertEquals(
                3,
                text.split("unable to find valid certification path", -1).length - 1,
                "with the check, with the alert, and at the end");
    }

    /** The client alone is heard: it knows what the alert is about, and nothing else of the server. */
    @Test
    void whatThePeersAlertIsAbout() {
        Meeting.of(
                client(heard(Side.CLIENT, parameters -> parameters.setApplicationProtocols(new String[] {"h2"}))),
                server(parameters -> parameters.setApplicationProtocols(new String[] {"http/1.1"})));
        String text = text();
        assertTells(
                text,
                "alert no_application_protocol",
                "! gives up: the server takes none of the application protocols that we offered: h2",
                "Not completed Bob ended it with the alert no_application_protocol Alice calls it"
                        + " NO_COMMON_APPLICATION_PROTOCOL: the server takes none of",
                "What Alice can do: name one of the other side's");
        assertFalse(text.contains("Bob calls it"), text);
    }

    @Test
    void thatNobodySaidAnything() throws Exception {
        SSLEngine client = client(heard(Side.CLIENT));
        client.setUseClientMode(true);
        client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
        try {
            client.closeInbound();
        } catch (SSLException expected) {
            // TransportFailuresTest looks at it
        }
        assertTells(
                text(),
                "! gives up: nothing more is going to come from the peer",
                "Not completed Alice calls it PEER_CLOSED: nothing more is going to come from the peer",
                "What Alice can do: look at the peer's log");
    }

    // ---- handshakes without certificates, and with new keys

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whyNoCertificateIsShown(String version) {
        Consumer<HandfastParameters> one = parameters -> parameters.setProtocols(new String[] {version});
        Meeting.of(client(one), server(one)).required();
        Meeting.of(client(heard(Side.CLIENT, one)), server(heard(Side.SERVER, one)))
                .required();
        assertTellsWhy(text());
    }

    /** As of a server elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theClientAloneTellsItToo(String version) {
        Consumer<HandfastParameters> one = parameters -> parameters.setProtocols(new String[] {version});
        Meeting.of(client(one), server(one)).required();
        Meeting.of(client(heard(Side.CLIENT, one)), server(one)).required();
        assertTellsWhy(text());
    }

    private static void assertTellsWhy(String text) {
        assertFalse(text.contains("CertificateVerify") || text.contains("my certificate"), text);
        assertFalse(text.contains("checks the"), text);
        assertTells(
                text,
                "settles the session: resumed, because ",
                "believes that Bob is CN=good: it has the key of an earlier connection, in which it was authenticated",
                "resumed yes, so no certificate was shown",
                "Completed in");
    }

    @Test
    void aFullHandshakeIsToldToBeOne() {
        Meeting.of(client(heard(Side.CLIENT)), server(heard(Side.SERVER))).required();
        assertTells(text(), "my certificate", "resumed no, a full handshake");
    }

    /** Of an external key nobody had a session before, and nobody shows a certificate. */
    @Test
    void thatAPreSharedKeyStandsForCertificates() {
        var key = PskSource.of(
                PskCredential.of("meter 17".getBytes(StandardCharsets.US_ASCII), new byte[32], HashAlgorithm.SHA_256));
        Consumer<HandfastParameters> psk = parameters -> parameters.setPskSource(key);
        Meeting.of(client(heard(Side.CLIENT, psk)), server(heard(Side.SERVER, psk)))
                .required();
        assertTells(
                text(),
                "settles the client: the holder of the pre-shared key \"meter 17\", because its binder shows that it has the key",
                "believes that Bob is the holder of the pre-shared key \"meter 17\": it has the key that was agreed outside of TLS",
                "resumed no, but a pre-shared key stood for certificates");
    }

    @Test
    void thatEarlyDataWentAndWereTaken() {
        var policy = new EarlyDataPolicy(1 << 10, (id, sent) -> true, (from, data) -> {});
        Meeting.of(client(parameters -> {}), server(parameters -> parameters.setEarlyDataPolicy(policy)))
                .required();
        EarlyData data = EarlyData.replayable(new byte[10]);
        Meeting.of(
                        client(heard(Side.CLIENT, parameters -> parameters.setEarlyData(data))),
                        server(heard(Side.SERVER, parameters -> parameters.setEarlyDataPolicy(policy))))
                .required();
        assertTells(
                text(),
                "my first data follows at once",
                "writes under the keys for early data from here on",
                "settles the early data: accepted, because the server says so; it may be replayed",
                "EndOfEarlyData",
                "early data accepted",
                "resumed yes, so no certificate was shown");
    }

    @Test
    void thatEarlyDataWereNotTaken() {
        var policy = new EarlyDataPolicy(1 << 10, (id, sent) -> true, (from, data) -> {});
        Meeting.of(client(parameters -> {}), server(parameters -> parameters.setEarlyDataPolicy(policy)))
                .required();
        EarlyData data = EarlyData.replayable(new byte[10]);
        Meeting.of(client(heard(Side.CLIENT, parameters -> parameters.setEarlyData(data))), server(heard(Side.SERVER)))
                .required();
        String text = text();
        assertTells(text, "settles the early data: rejected, because ");
        assertFalse(text.contains("early data accepted") || text.contains("EndOfEarlyData"), text);
    }

    @Test
    void thatTheKeyExchangeIsHybrid() {
        Consumer<HandfastParameters> hybrid =
                parameters -> parameters.setNamedGroups(new String[] {"X25519MLKEM768", "x25519"});
        Meeting.of(client(heard(Side.CLIENT, hybrid)), server(heard(Side.SERVER, hybrid)))
                .required();
        assertTells(
                text(),
                "here is my key share of X25519MLKEM768",
                "settles the group: X25519MLKEM768, because ",
                "key exchange X25519MLKEM768");
    }
}
