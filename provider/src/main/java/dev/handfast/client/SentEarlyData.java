package dev.handfast.client;

import dev.handfast.EarlyData;
import dev.handfast.EarlyData.Outcome;
import dev.handfast.HandshakeEvent;
import dev.handfast.KeyLog.Label;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Derivation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PreSharedKey;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * Early data that goes out behind a ClientHello (RFC 9846 §4.3.10).
 *
 * @param psk the first one offered, under whose keys it goes
 * @param then what was agreed when the session was made: the server takes early data only if that is agreed again
 */
record SentEarlyData(EarlyData data, OfferedPsk psk, Negotiated then) {

    /** Empty if there is none to send, or no session that allows it. */
    static Optional<SentEarlyData> of(Settings settings, OfferedPsks psks) {
        if (settings.earlyData().isEmpty()) {
            return Optional.empty();
        }
        EarlyData data = settings.earlyData().get();
        boolean possible = !settings.switchedOff().contains(Extension.EARLY_DATA_CH.type()) && !psks.isEmpty();
        Optional<SentEarlyData> sent =
                possible ? with(settings, data, psks.list().get(0)) : Optional.empty();
        if (sent.isEmpty()) {
            data.become(Outcome.NOT_SENT);
        }
        return sent;
    }

    private static Optional<SentEarlyData> with(Settings settings, EarlyData data, OfferedPsk psk) {
        PreSharedKey key = psk.key();
        return key instanceof ResumableSession session
                        && session.maxEarlyData() >= data.length()
                        && settings.suites(ProtocolVersion.TLS_1_3)
                                .contains(session.negotiated().suite())
                ? Optional.of(new SentEarlyData(data, psk, session.negotiated()))
                : Optional.empty();
    }

    /** Sends it; {@code hello} has been sent. */
    void send(Conversation conversation, ClientHello hello, Flow flow) throws TlsFault {
        if (conversation.settings().middleboxCompatibility()) {
            flow.sendChangeCipherSpec(); // §E.4: behind the first hello, and then never again
        }
        CipherSuite suite = then.suite();
        try (TrafficSecret secret = psk.early().clientTraffic(Hash.of(suite).hash(hello.encode()))) {
            conversation.disclose(Label.CLIENT_EARLY_TRAFFIC_SECRET, secret.secret());
            if (flow.isHeard()) {
                flow.emit(Derivation.ofEarlyData());
            }
            flow.writeEarlyData(secret, suite, data.bytes());
        }
    }

    void refused(Flow flow) {
        data.become(Outcome.REJECTED);
        if (flow.isHeard()) {
            flow.emit(new HandshakeEvent.Decided(
                    "early data", "rejected", "the server does not take it: it has to be sent again"));
        }
    }

    /** The server knows TLS 1.2 alone by now: no other ticket of the session lets us send early data to it. */
    void refusedByTls12(SessionStore sessions, Flow flow) {
        refused(flow);
        if (psk.key() instanceof ResumableSession session) {
            sessions.discard(session);
        }
    }

    /** The server says that it takes it. */
    void accepted(Negotiated agreed) throws TlsFault {
        if (agreed.suite() != then.suite() || !agreed.applicationProtocol().equals(then.applicationProtocol())) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server takes early data, which was made for " + then.suite()
                            + " and the application protocol '"
                            + then.applicationProtocol() + "', and chooses " + agreed.suite() + " and '"
                            + agreed.applicationProtocol() + "'");
        }
        data.become(Outcome.ACCEPTED);
    }
}
