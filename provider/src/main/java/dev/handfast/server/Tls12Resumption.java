package dev.handfast.server;

import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SecurityParameters;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;

/**
 * A session that a TLS 1.2 ClientHello resumes, by its ticket (RFC 5077 §3.1) or its id (RFC 5246 §7.4.1.2). That the client has its
 * secret is proved by its Finished.
 *
 * @param keeping whether a new ticket goes out
 */
record Tls12Resumption(
        ResumableSession session, Negotiated negotiated, SecurityParameters parameters, Tls12Keeping keeping)
        implements Tls12ServerPreparation {
    private static final byte[] NO_TICKET = {};

    /**
     * The session that the client offers, if it fits what is agreed now; empty for a full handshake.
     *
     * @param soFar with the names that are looked for
     * @throws TlsFault if a session is known, and the client may not resume it like this
     */
    static Optional<Tls12Resumption> of(Settings settings, ClientHello hello, Negotiated soFar) throws TlsFault {
        byte[] ticket = hello.extensions().get(Extension.SESSION_TICKET_CH).orElse(NO_TICKET);
        Optional<ResumableSession> offered = offered(settings, hello, ticket);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        ResumableSession session = offered.get();
        Optional<Tls12Resumption> resumption = Optional.empty();
        try {
            resumption = resumed(settings, hello, soFar, session, keeping(settings, ticket));
            return resumption;
        } finally {
            if (resumption.isEmpty()) {
                session.close();
            }
        }
    }

    /** RFC 5077 §3.4: the id of a client that shows a ticket says nothing. */
    private static Optional<ResumableSession> offered(Settings settings, ClientHello hello, byte[] ticket) {
        if (ticket.length > 0) {
            return settings.tickets().open(ticket);
        }
        byte[] id = hello.legacySessionId();
        return id.length > 0 ? settings.sessionIds().open(id) : Optional.empty();
    }

    /** A new ticket would hold the same secret: it is worth while only where the old one is not going to open much longer. */
    private static Tls12Keeping keeping(Settings settings, byte[] ticket) {
        return ticket.length > 0
                        && settings.tickets().count() > 0
                        && settings.tickets().isStale(ticket)
                ? Tls12Keeping.TICKET
                : Tls12Keeping.NOT;
    }

    private static Optional<Tls12Resumption> resumed(
            Settings settings, ClientHello hello, Negotiated soFar, ResumableSession session, Tls12Keeping keeping)
            throws TlsFault {
        Negotiated then = session.negotiated();
        if (!AcceptedPsk.isFor(session, settings, soFar)
                || !settings.suites(ProtocolVersion.TLS_1_2).contains(then.suite())) {
            return Optional.empty();
        }
        requireSame(hello, then);
        SecurityParameters parameters = Tls12ServerPreparation.parameters(settings, hello, then.suite());
        if (!isProtectedAlike(settings, then, parameters)) {
            return Optional.empty();
        }
        Negotiated agreed = soFar.with(ProtocolVersion.TLS_1_2, then.suite(), null)
                .withProtection(parameters.extendedMasterSecret(), parameters.encryptThenMac())
                .withSessionId(hello.legacySessionId())
                .withLocalChain(then.localChain())
                .withPeerChain(then.peerChain(), then.statusResponses())
                .resuming(session.authenticated());
        String protocol = Tls12ServerPreparation.protocol(settings, hello, agreed);
        return protocol.equals(then.applicationProtocol())
                ? Optional.of(
                        new Tls12Resumption(session, agreed.withApplicationProtocol(protocol), parameters, keeping))
                : Optional.empty();
    }

    /** What the standards have a client offer again that offers a session. */
    private static void requireSame(ClientHello hello, Negotiated then) throws TlsFault {
        if (!hello.cipherSuites().contains(then.suite().code())) { // RFC 5246 §7.4.1.2
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the client wants to resume a session of " + then.suite() + ", and does not offer that suite");
        }
        if (then.extendedMasterSecret() && !hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH)) {
            throw new TlsFault( // RFC 7627 §5.3
                    Alert.HANDSHAKE_FAILURE,
                    FailureKind.WEAKENED,
                    "the client wants to resume a session that was made with extended_master_secret, and does not offer it any"
                            + " more: somebody may be in the middle");
        }
    }

    /** RFC 7627 §5.3; RFC 7366 §3.1, where encrypt_then_mac may come and does not go. */
    private static boolean isProtectedAlike(Settings settings, Negotiated then, SecurityParameters now) {
        return then.extendedMasterSecret() == now.extendedMasterSecret()
                && (then.extendedMasterSecret() || settings.legacyResumption() == LegacyResumption.TAKEN)
                && (!then.encryptThenMac() || now.encryptThenMac());
    }

    /** RFC 5246 §7.3: the abbreviated handshake, in which we finish first. */
    @Override
    public Step answer(Conversation conversation, ClientHello hello, Flow flow) throws TlsFault {
        WantedFragment.grant(hello, flow);
        Hash hash = Hash.of(parameters.suite());
        conversation.transcript().choose(hash);
        flow.agree(negotiated);
        if (flow.isHeard()) {
            flow.emitAll(decisions(conversation.settings(), hello));
        }
        conversation.say(flow, Tls12ServerHello.of(conversation.settings(), hello, parameters, negotiated, keeping));
        MasterSecret master = MasterSecret.resumed(hash, session.secret());
        conversation.disclose(Label.CLIENT_RANDOM, master.secret());
        var secrets = new Tls12Secrets(
                conversation, parameters, PeerAuthenticated.byPsk(negotiated), master, parameters.keys(master));
        keeping.keep(secrets, flow);
        secrets.sayFinished(flow);
        return new Step.Next(new Tls12WaitChangeCipherSpec(secrets, new Tls12ServerEnding.Abbreviated()));
    }

    private List<HandshakeEvent> decisions(Settings settings, ClientHello hello) {
        var decisions = new ServerDecisions(settings, hello);
        return List.of(
                decisions.version(ProtocolVersion.TLS_1_2),
                decisions.suite(parameters.suite(), "it is that of the session that the client resumes"),
                new HandshakeEvent.Decided(
                        "session",
                        "resumed",
                        "the client has a session of ours; its Finished will show the secret of it"));
    }

    @Override
    public void close() {
        session.close();
    }
}
