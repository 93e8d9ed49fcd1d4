package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A TLS 1.2 server for a client under test that has one session, which they resume. */
public final class ResumingTls12Server extends ScriptedTls12Server {
    /** Of the session. */
    public static final byte[] MASTER = ScriptedClient.filled(48, 0x4D);

    /** When it was made, and is resumed. */
    public static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    private final RememberedSessions store;

    private ResumingTls12Server(CipherSuite suite, Settings.Builder client, RememberedSessions store) {
        super(suite, client.sessions(store).clock(() -> NOW).build());
        this.store = store;
    }

    /** The client has a session of this suite, made with all that protects one. */
    public static ResumingTls12Server of(CipherSuite suite) {
        return of(suite, ScriptedTls12Client.settings(), session(suite, true));
    }

    public static ResumingTls12Server of(CipherSuite suite, Settings.Builder client, ResumableSession session) {
        var store = new RememberedSessions();
        store.keep(session);
        return new ResumingTls12Server(suite, client, store);
    }

    /**
     * A session with a ticket and with the id that {@link #hello} says.
     *
     * @param safe made with all that protects one, or with nothing of it
     */
    public static ResumableSession session(CipherSuite suite, boolean safe) {
        return session(
                agreed(suite, safe)
                        .withSessionId(ScriptedClient.filled(32, 0x1D))
                        .withPeerChain(Identities.EC_256.chain(), List.of()),
                new byte[] {1, 2, 3});
    }

    /** What a session has agreed in which neither side has a name. */
    static Negotiated agreed(CipherSuite suite, boolean safe) {
        return Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_2, suite, null)
                .withProtection(safe, safe && !suite.bulk().isAead())
                .withApplicationProtocol("");
    }

    public static ResumableSession session(Negotiated agreed, byte[] ticket) {
        return new ResumableSession(
                agreed, new byte[0], new Secret(MASTER.clone()), 0, NOW, Duration.ofHours(1), ticket, 0, NOW);
    }

    public RememberedSessions store() {
        return store;
    }

    /** A ServerHello that resumes, and {@code draft} says the rest of it; the secrets are known from here on. */
    public ResumingTls12Server resumed(Draft draft) throws TlsFault {
        sayHello(draft.encode());
        resume(MASTER);
        return this;
    }

    /** The same with a proper hello. */
    public ResumingTls12Server resumed() throws TlsFault {
        hearHello();
        return resumed(draft());
    }

    /** The same with a hello that announces a ticket. */
    public ResumingTls12Server announced() throws TlsFault {
        hearHello();
        return resumed(draft().append(Draft.SESSION_TICKET));
    }

    /** The server's ChangeCipherSpec and Finished, and the client's. */
    @Override
    public void finish() throws TlsFault {
        sayChangeCipherSpec();
        say(finished());
        hearFinished();
        assertTrue(subject.isOpen());
    }

    /** With a new ticket. */
    @Override
    public ResumingTls12Server handshake() throws TlsFault {
        announced();
        say(new NewSessionTicket12(60, new byte[] {4, 5}));
        finish();
        return this;
    }
}
