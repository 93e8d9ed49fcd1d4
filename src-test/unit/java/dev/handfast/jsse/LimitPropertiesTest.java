package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties that say how much is enough. */
class LimitPropertiesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final KeyManager[] KEYS = TestAuthority.keyManagers(
            "NewSunX509", AUTHORITY.leaf().host("good.example").issue());
    private static final TrustManager TRUST = AUTHORITY.trustManager();

    private static SSLEngine engine(String... settings) throws Exception {
        return Operator.sets(settings).context(KEYS, TRUST).createSSLEngine("good.example", 443);
    }

    private static void assertFault(Throwable fault, String words) {
        assertNotNull(fault, words);
        assertTrue(fault.getMessage().contains(words), fault::getMessage);
    }

    @Test
    void longerMessageIsRefused() throws Exception {
        assertFault(
                Meeting.of(engine(), engine("jdk.tls.maxHandshakeMessageSize=100"))
                        .serverFault(),
                "100 is the most we take");
        assertFault(
                Meeting.of(engine("jdk.tls.maxHandshakeMessageSize=100"), engine())
                        .clientFault(),
                "100 is the most we take");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3", "TLSv1.2"})
    void longerChainIsRefused(String protocol) throws Exception {
        String words = "chain length (1) exceeds the maximum allowed length (0";
        SSLEngine client = engine("jdk.tls.client.maxInboundCertificateChainLength=0");
        client.setEnabledProtocols(new String[] {protocol});
        assertFault(Meeting.of(client, engine()).clientFault(), words);

        client = engine();
        client.setEnabledProtocols(new String[] {protocol});
        SSLEngine server = engine("jdk.tls.maxCertificateChainLength=0");
        server.setNeedClientAuth(true);
        assertFault(Meeting.of(client, server).serverFault(), words);

        client = engine("jdk.tls.maxCertificateChainLength=1");
        client.setEnabledProtocols(new String[] {protocol});
        Meeting.of(client, engine()).required();
    }

    /** Counts the KeyUpdates that an engine sees. */
    private static AtomicInteger keyUpdates(SSLEngine engine) {
        var seen = new AtomicInteger();
        HandfastParameters parameters = HandfastParameters.copyOf(engine.getSSLParameters());
        parameters.setHandshakeListener(event -> {
            if (event.equals(new HandshakeEvent.ReadKeysChanged("key update"))) {
                seen.incrementAndGet();
            }
        });
        engine.setSSLParameters(parameters);
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, AES/GCM/NoPadding KeyUpdate 2^10, 5",
        "TLS_CHACHA20_POLY1305_SHA256, chacha20-poly1305 keyupdate 1024, 5",
        "TLS_AES_128_GCM_SHA256, ChaCha20-Poly1305 KeyUpdate 2^10, 0",
        "TLS_AES_128_GCM_SHA256, AES/GCM/NoPadding KeyUpdate +1024, 0",
        "TLS_AES_128_GCM_SHA256, AES/GCM/NoPadding KeyUpdate 2^+10, 0"
    })
    void keysAreChangedAfterSoManyBytes(String suite, String limit, int updates) throws Exception {
        SSLEngine client = engine("security:jdk.tls.keyLimits=" + limit);
        client.setEnabledCipherSuites(new String[] {suite});
        SSLEngine server = engine("security:jdk.tls.keyLimits=");
        AtomicInteger seenByServer = keyUpdates(server);
        Meeting.of(client, server).required();
        for (int i = 0; i < 11; i++) {
            send(client, server, 512); // two make a limit
        }
        assertEquals(updates, seenByServer.get());
    }

    @Test
    void peerIsAskedForNewKeysAfterSoManyBytesOfIts() throws Exception {
        SSLEngine client = engine("security:jdk.tls.keyLimits=AES/GCM/NoPadding KeyUpdate 2^10");
        AtomicInteger seenByClient = keyUpdates(client);
        SSLEngine server = engine("security:jdk.tls.keyLimits=", "jdk.tls.server.newSessionTicketCount=0");
        Meeting.of(client, server).required();
        send(server, client, 1023);
        send(client, server, 1);
        send(server, client, 1);
        assertEquals(0, seenByClient.get());
        send(client, server, 1); // and the wish for new keys
        send(server, client, 1);
        assertEquals(1, seenByClient.get());
        send(client, server, 1);
        send(server, client, 1);
        assertEquals(1, seenByClient.get(), "once for each key");
    }

    private static void send(SSLEngine from, SSLEngine to, int length) throws Exception {
        ByteBuffer records = ByteBuffer.allocate(1 << 15);
        ByteBuffer data = ByteBuffer.allocate(length);
        while (data.hasRemaining()) {
            from.wrap(data, records);
        }
        records.flip();
        while (records.hasRemaining()) {
            to.unwrap(records, ByteBuffer.allocate(to.getSession().getApplicationBufferSize()));
        }
    }
}
