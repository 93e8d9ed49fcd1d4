package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.EarlyData;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Finished;
import dev.handfast.message.Place;
import dev.handfast.record.Opener;
import dev.handfast.record.Tls13Opener;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A TLS 1.3 server for a client under test that has one session, and sends early data with it (RFC 9846 §2.3). */
public final class ResumingTls13Server extends ScriptedServer {
    /** Of the session. */
    public static final byte[] PSK = ResumingTls13Client.PSK;

    /** When the session was made, and is resumed. */
    public static final Instant NOW = ResumingTls13Client.NOW;

    /** Bytes of early data that the session allows. */
    public static final int LIMIT = 40_000;

    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    private final EarlyData data;
    private final RememberedSessions store;
    private Opener early;

    private ResumingTls13Server(Settings client, EarlyData data, RememberedSessions store) {
        super(client);
        this.data = data;
        this.store = store;
    }

    /** The client has a session without a protocol, and some bytes to send. */
    public static ResumingTls13Server of() {
        return of(settings -> {}, session("", LIMIT), 100);
    }

    /**
     * {@code change} says what is not as it always is.
     *
     * @param length of the early data
     */
    public static ResumingTls13Server of(Consumer<Settings.Builder> change, ResumableSession session, int length) {
        var store = new RememberedSessions();
        store.keep(session);
        var data = EarlyData.replayable(ScriptedClient.filled(length, 0xED));
        Settings.Builder client = settings().clock(() -> NOW).sessions(store).earlyData(Optional.of(data));
        change.accept(client);
        return new ResumingTls13Server(client.build(), data, store);
    }

    public static ResumableSession session(String protocol, long maxEarlyData) {
        Negotiated agreed = Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_3, SUITE, null)
                .withApplicationProtocol(protocol)
                .withPeerChain(Identities.EC_256.chain(), List.of());
        return new ResumableSession(
                agreed,
                new byte[0],
                new Secret(PSK.clone()),
                7,
                NOW,
                Duration.ofHours(1),
                new byte[] {1, 2, 3},
                maxEarlyData,
                NOW);
    }

    public EarlyData data() {
        return data;
    }

    public RememberedSessions store() {
        return store;
    }

    /** From here on this peer reads early data. */
    @Override
    public ClientHello hearHello() throws TlsFault {
        ClientHello hello = super.hearHello();
        try (var secret = EarlySecret.of(Hash.of(SUITE), new Secret(PSK.clone()))) {
            early = new Tls13Opener(
                    secret.clientTraffic(Hash.of(SUITE).hash(hello.encode())).keys(SUITE));
        }
        return hello;
    }

    /** All that the client says behind its hello. */
    public byte[] hearEarlyData() throws TlsFault {
        openWith(early);
        var heard = new ByteArrayOutputStream();
        while (subject.hasOutput()) {
            heard.writeBytes(open(takeRecord()));
        }
        return heard.toByteArray();
    }

    /** A ServerHello that takes the PSK of this number; this peer still reads early data. */
    public void select(int index, byte[] psk) throws TlsFault {
        resumeWith(psk);
        sayHello(Draft.of(hello()).append(Draft.PRE_SHARED_KEY, 0, index).encode());
        openWith(early);
    }

    /** Resumes the session; this peer still reads early data. */
    public ResumingTls13Server resumed() throws TlsFault {
        hearHello();
        assertArrayEquals(data.bytes(), hearEarlyData());
        select(0, PSK);
        return this;
    }

    /** An EncryptedExtensions that takes the early data. */
    public EncryptedExtensions taking() {
        return new EncryptedExtensions(Extensions.builder(Place.ENCRYPTED_EXTENSIONS)
                .add(Extension.EARLY_DATA_EE, Extension.Flag.PRESENT)
                .build());
    }

    /** From here on this peer reads with handshake keys. */
    public void leaveEarlyData() {
        openWith(clientHandshake);
    }

    @Override
    public ResumingTls13Server protectedPart() throws TlsFault {
        return resumed();
    }

    @Override
    public void hearFinish() throws TlsFault {
        assertArrayEquals(
                clientHandshake.finished(transcript.hash()),
                hear(Finished.class).verifyData());
        openWith(clientTraffic);
    }

    /** The early data is taken. */
    @Override
    public ResumingTls13Server handshake() throws TlsFault {
        resumed();
        say(taking());
        finish();
        hear(EndOfEarlyData.class);
        leaveEarlyData();
        hearFinish();
        assertTrue(subject.isOpen());
        return this;
    }
}
