package dev.handfast.handshake;

import dev.handfast.crypto.Secret;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as the bytes that a ticket carries. Of the client's chain its own certificate goes in, and a digest of the whole, which
 * keeps tickets small: it was validated when it was new.
 */
final class TicketState {
    /** Tickets of another form, from an older or newer Handfast, lead to a full handshake. */
    private static final int FORM = 6;

    private static final int EXTENDED_MASTER_SECRET = 1;
    private static final int ENCRYPT_THEN_MAC = 2;
    private static final int MAX_CERTIFICATE = 0xFFFFFF;
    private static final byte[] NONE = {};

    private TicketState() {}

    /** The caller erases it. */
    static byte[] encode(ResumableSession session) {
        Negotiated agreed = session.negotiated();
        Optional<PskHolder> holder = agreed.pskHolder();
        return new ByteWriter()
                .uint8(FORM)
                .uint16(agreed.version().code())
                .uint16(agreed.suite().code())
                .uint8(flag(agreed.extendedMasterSecret(), EXTENDED_MASTER_SECRET)
                        | flag(agreed.encryptThenMac(), ENCRYPT_THEN_MAC))
                .opaque(0xFF, session.secret().bytes())
                .uint32(session.ageAdd())
                .uint32(session.issued().getEpochSecond())
                .uint32(session.lifetime().toSeconds())
                .uint32(session.maxEarlyData())
                .uint32(session.authenticated().getEpochSecond())
                .opaque(0xFF, session.binding())
                .list(0xFFFF, agreed.serverNames(), ServerName.CODEC)
                .opaque(0xFF, agreed.applicationProtocol().getBytes(StandardCharsets.ISO_8859_1))
                .opaque(MAX_CERTIFICATE, leaf(agreed.peerChain()))
                .opaque(0xFF, agreed.peerChain().size() < 2 ? NONE : KnownChains.digest(agreed.peerChain()))
                .opaque(0xFFFF, holder.isPresent() ? holder.get().identity() : NONE)
                .opaque(0xFF, holder.isPresent() ? holder.get().fingerprint() : NONE)
                .toByteArray();
    }

    /** Empty if it is of another form. */
    static Optional<ResumableSession> decode(byte[] state, byte[] ticket, KnownChains chains) {
        var in = new ByteReader(state);
        try {
            return in.uint8() == FORM ? Optional.of(decode(in, ticket, chains)) : Optional.empty();
        } catch (TlsFault | CertificateException ofAnotherForm) {
            return Optional.empty();
        }
    }

    private static ResumableSession decode(ByteReader in, byte[] ticket, KnownChains chains)
            throws TlsFault, CertificateException {
        var version = new ProtocolVersion(in.uint16());
        int suite = in.uint16();
        CipherSuite known = CipherSuite.of(suite)
                .orElseThrow(() -> new TlsFault(
                        Alert.INTERNAL_ERROR, "a ticket of ours names the cipher suite " + CipherSuite.nameOf(suite)));
        int flags = in.uint8();
        byte[] secret = in.opaque(1, 0xFF);
        long ageAdd = in.uint32();
        Instant issued = Instant.ofEpochSecond(in.uint32());
        Duration lifetime = Duration.ofSeconds(in.uint32());
        long maxEarlyData = in.uint32();
        Instant authenticated = Instant.ofEpochSecond(in.uint32());
        byte[] binding = in.opaque(0, 0xFF);
        List<ServerName> names = in.list(0, 0xFFFF, name -> new ServerName(name.uint8(), name.opaque(1, 0xFFFF)));
        var protocol = new String(in.opaque(0, 0xFF), StandardCharsets.ISO_8859_1);
        byte[] leaf = in.opaque(0, MAX_CERTIFICATE);
        List<X509Certificate> shown = chain(leaf, in.opaque(0, 0xFF), chains);
        Negotiated agreed = Negotiated.nothing(names)
                .with(version, known, null)
                .withProtection((flags & EXTENDED_MASTER_SECRET) != 0, (flags & ENCRYPT_THEN_MAC) != 0)
                .withApplicationProtocol(protocol)
                .withPeerChain(shown, List.of());
        byte[] pskIdentity = in.opaque(0, 0xFFFF);
        byte[] fingerprint = in.opaque(0, 0xFF);
        if (pskIdentity.length > 0) {
            agreed = agreed.withPskHolder(new PskHolder(pskIdentity, fingerprint));
        }
        return new ResumableSession(
                agreed, binding, new Secret(secret), ageAdd, issued, lifetime, ticket, maxEarlyData, authenticated);
    }

    private static int flag(boolean set, int flag) {
        return set ? flag : 0;
    }

    private static byte[] leaf(List<X509Certificate> chain) {
        return chain.isEmpty() ? NONE : KnownChains.encoded(chain.get(0));
    }

    private static List<X509Certificate> chain(byte[] leaf, byte[] digest, KnownChains chains)
            throws CertificateException {
        Optional<List<X509Certificate>> whole = chains.find(digest);
        if (whole.isPresent()) {
            return whole.get();
        }
        return leaf.length == 0
                ? List.of()
                : List.of((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(leaf)));
    }
}
