package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.ReplayFilter;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.message.Extension;
import dev.handfast.message.Finished;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import dev.handfast.record.Sealer;
import dev.handfast.record.Tls13Sealer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A TLS 1.3 client that has a ticket of the server under test, and sends early data with it (RFC 9846 §2.3). */
public final class ResumingTls13Client extends ScriptedClient {
    /** Of the session. */
    public static final byte[] PSK = filled(32, 0x9C);

    /** When the session was made, and is resumed. */
    public static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    /** Bytes of early data that the server takes. */
    public static final int LIMIT = 1000;

    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final Hash HASH = Hash.of(SUITE);
    private static final long AGE_ADD = 0xFFFF_FFF0L;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Those of the server, for sessions of {@link #NOW}. */
    public static final Tickets TICKETS = new StatelessTickets(
            new RotatingTicketKeys(RANDOM, () -> NOW, HOUR, HOUR), RANDOM, 0, HOUR, new KnownChains(1));

    private final ByteArrayOutputStream read;
    private Sealer early;
    private boolean retried;

    private ResumingTls13Client(Settings server, ByteArrayOutputStream read) {
        super(server);
        this.read = read;
    }

    /** Its server takes all the early data that is allowed. */
    public static ResumingTls13Client of() {
        return of(settings -> {}, (id, sent) -> true);
    }

    /** Its server takes early data, and {@code change} says what else. */
    public static ResumingTls13Client of(Consumer<Settings.Builder> change, ReplayFilter filter) {
        var read = new ByteArrayOutputStream();
        Settings.Builder server = ScriptedClient.settings()
                .tickets(TICKETS)
                .clock(() -> NOW)
                .earlyDataRules(new EarlyDataRules(LIMIT, filter, read::writeBytes));
        change.accept(server);
        return new ResumingTls13Client(server.build(), read);
    }

    /** With a session of now and of a client that has shown no certificate. */
    public static byte[] ticket(CipherSuite suite, String protocol, long maxEarlyData) {
        Negotiated agreed = Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_3, suite, null)
                .withApplicationProtocol(protocol);
        return TICKETS.seal(new ResumableSession(
                agreed, new byte[0], new Secret(PSK.clone()), AGE_ADD, NOW, HOUR, new byte[0], maxEarlyData, NOW));
    }

    public static byte[] ticket() {
        return ticket(SUITE, "", LIMIT);
    }

    /** A hello with early data, and {@link #ticket} of this age. */
    public Draft announcing(Duration age) {
        return resuming(draft().append(Draft.EARLY_DATA), age, ticket());
    }

    /** {@code hello} with these tickets, each of this age, and binders that are right. */
    public Draft resuming(Draft hello, Duration age, byte[]... tickets) {
        return with(PskBinder.RESUMPTION, hello, age, tickets);
    }

    /** {@code hello} with keys from elsewhere that are {@link #PSK} and have these names. */
    public Draft withExternalPsks(Draft hello, byte[]... names) {
        return with(PskBinder.EXTERNAL, hello, Duration.ZERO, names);
    }

    private Draft with(PskBinder kind, Draft hello, Duration age, byte[]... tickets) {
        long obfuscated = Math.floorMod(age.toMillis() + AGE_ADD, 1L << 32);
        List<PskIdentity> identities = Arrays.stream(tickets)
                .map(ticket -> new PskIdentity(ticket, obfuscated))
                .toList();
        Draft asking = hello.without(Draft.PRE_SHARED_KEY).with(Draft.PSK_KEY_EXCHANGE_MODES, 1, 1);
        var unbound = new PreSharedKeyOffer(identities, filled(identities.size(), new byte[32]));
        byte[] bytes = with(asking, unbound).encode();
        byte[] binder = binder(kind, bytes, bytes.length - unbound.bindersLength());
        return with(asking, new PreSharedKeyOffer(identities, filled(identities.size(), binder)));
    }

    private static List<byte[]> filled(int size, byte[] value) {
        return Collections.nCopies(size, value);
    }

    private byte[] binder(PskBinder kind, byte[] hello, int length) {
        try (EarlySecret secret = earlySecret()) {
            return secret.binder(
                    kind, retried ? transcript.hashWith(hello, length) : HASH.hash(Arrays.copyOf(hello, length)));
        }
    }

    private static EarlySecret earlySecret() {
        return EarlySecret.of(HASH, new Secret(PSK.clone()));
    }

    private static Draft with(Draft hello, PreSharedKeyOffer offer) {
        return hello.with(
                Draft.PRE_SHARED_KEY,
                out -> out.list(
                                0xFFFF,
                                offer.identities(),
                                (identity, list) ->
                                        list.opaque(0xFFFF, identity.identity()).uint32(identity.obfuscatedTicketAge()))
                        .list(0xFFFF, offer.binders(), (binder, list) -> list.opaque(255, binder)));
    }

    /** Says {@code hello}; from here on this peer writes early data. */
    public ResumingTls13Client announce(Draft hello) throws TlsFault {
        byte[] message = hello.encode();
        say(message);
        try (EarlySecret secret = earlySecret()) {
            early = new Tls13Sealer(secret.clientTraffic(HASH.hash(message)).keys(SUITE));
        }
        sealWith(early);
        return this;
    }

    /** The same with a proper hello. */
    public ResumingTls13Client announce() throws TlsFault {
        return announce(announcing(Duration.ZERO));
    }

    public void data(int length) throws TlsFault {
        record(ContentType.APPLICATION_DATA, filled(length, 0xED));
    }

    @Override
    public HelloRetryRequest hearRetry() throws TlsFault {
        HelloRetryRequest request = super.hearRetry();
        retried = true;
        sealInTheClear();
        return request;
    }

    /** Hears the flight of a server that resumes and takes early data; this peer still writes it. */
    @Override
    public void hearFlight() throws TlsFault {
        assertTrue(hearResumed(), "the server rejects early data");
        sealWith(early);
    }

    /**
     * Hears the flight of a server that resumes; this peer writes with handshake keys.
     *
     * @return whether the server takes early data
     */
    public boolean hearResumed() throws TlsFault {
        resumeWith(PSK);
        assertTrue(hearHello().extensions().has(Extension.PRE_SHARED_KEY_SH), "the server does not resume");
        boolean taken = hear(EncryptedExtensions.class).extensions().has(Extension.EARLY_DATA_EE);
        assertArrayEquals(
                serverHandshake.finished(transcript.hash()),
                hear(Finished.class).verifyData());
        deriveTraffic();
        openWith(serverTraffic);
        return taken;
    }

    /** Hears the flight of a server that does not resume; this peer writes with handshake keys. */
    public void hearUnresumed() throws TlsFault {
        super.hearFlight();
    }

    /** From here on this peer writes with handshake keys. */
    public void endEarlyData() throws TlsFault {
        say(new EndOfEarlyData());
        leaveEarlyData();
    }

    /** The same, and does not say so. */
    public void leaveEarlyData() {
        sealWith(clientHandshake);
    }

    /** From here on this peer writes early data, whatever it wrote before. */
    public void returnToEarlyData() {
        sealWith(early);
    }

    /** What the server's application has read. */
    public int earlyDataRead() {
        return read.size();
    }

    @Override
    public ResumingTls13Client protectedPart() throws TlsFault {
        announce().hearFlight();
        return this;
    }

    @Override
    public ResumingTls13Client handshake() throws TlsFault {
        protectedPart();
        data(LIMIT);
        endEarlyData();
        finish();
        assertTrue(subject.isOpen());
        assertEquals(LIMIT, earlyDataRead());
        return this;
    }
}
