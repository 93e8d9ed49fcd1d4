package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EncryptedExtensions;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Finished;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client for a server under test. */
public class ScriptedClient extends ScriptedTls13Peer {
    private final boolean asked;
    private NamedGroup group = NamedGroup.X25519;
    private Offer offer = KeyExchange.of(group).offer(new SecureRandom());

    public ScriptedClient() {
        this(settings().build());
    }

    public ScriptedClient(Settings server) {
        super(TlsServer.connection(server));
        asked = server.clientAuthentication() != ClientAuthentication.NONE;
    }

    /** A server with a certificate for every scheme, which trusts everybody. */
    public static Settings.Builder settings() {
        return Settings.builder()
                .credentials((soFar, usable, authorities) -> Identities.ALL.stream()
                        .filter(identity -> usable.contains(identity.scheme()))
                        .findFirst())
                .trust((soFar, authType) -> {});
    }

    @Override
    protected boolean isClient() {
        return true;
    }

    /** A proper ClientHello with a key share of X25519; P-256 and P-384 are offered besides. */
    public ClientHello hello() {
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                filled(32, 0xC1),
                filled(32, 0x5E),
                List.of(0x1301, 0x1302, 0x1303),
                new byte[1],
                Extensions.builder(Place.CLIENT_HELLO)
                        .add(
                                Extension.SUPPORTED_GROUPS_CH,
                                List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1))
                        .add(
                                Extension.SIGNATURE_ALGORITHMS_CH,
                                Arrays.stream(SignatureScheme.values())
                                        .map(SignatureScheme::code)
                                        .toList())
                        .add(Extension.SUPPORTED_VERSIONS_CH, List.of(ProtocolVersion.TLS_1_3))
                        .add(Extension.KEY_SHARE_CH, List.of(share()))
                        .build());
    }

    /** {@link #hello} to be changed. */
    public Draft draft() {
        return Draft.of(hello());
    }

    public KeyShareEntry share() {
        return new KeyShareEntry(group, offer.share());
    }

    /** From here on {@link #share} is a new one of this group. */
    public void changeGroup(NamedGroup next) {
        group = next;
        offer = KeyExchange.of(next).offer(new SecureRandom());
    }

    /** Hears a HelloRetryRequest and offers a share of the group that it asks for. */
    public HelloRetryRequest hearRetry() throws TlsFault {
        byte[] message = hearUnwritten();
        var request = (HelloRetryRequest) dev.handfast.message.Tls13Messages.decode(message);
        suite = CipherSuite.of(request.cipherSuite()).orElseThrow();
        transcript.choose(Hash.of(suite));
        transcript.replaceFirstHelloByItsHash();
        transcript.add(message);
        request.extensions().get(Extension.KEY_SHARE_HRR).ifPresent(this::changeGroup);
        return request;
    }

    /** The second hello that {@code request} asks for. */
    public Draft second(Draft first, HelloRetryRequest request) {
        return first.with(
                        Extension.KEY_SHARE_CH.type(),
                        out -> out.list(
                                0xFFFF,
                                List.of(share()),
                                (entry, list) ->
                                        list.uint16(entry.group().code()).opaque(0xFFFF, entry.keyExchange())))
                .with(
                        Extension.COOKIE_CH.type(),
                        out -> out.opaque(
                                0xFFFF,
                                request.extensions().get(Extension.COOKIE_HRR).orElseThrow()));
    }

    /** From here on both write with handshake keys. */
    public ServerHello hearHello() throws TlsFault {
        var hello = hear(ServerHello.class);
        suite = CipherSuite.of(hello.cipherSuite()).orElseThrow();
        transcript.choose(Hash.of(suite));
        KeyShareEntry theirs = hello.extensions().get(Extension.KEY_SHARE_SH).orElseThrow();
        protectHandshake(offer.agree(theirs.keyExchange()));
        return hello;
    }

    /** Hears all up to the server's Finished; from here on the server writes application data. */
    public void hearFlight() throws TlsFault {
        hearHello();
        hear(EncryptedExtensions.class);
        if (asked) {
            hear(CertificateRequest13.class);
        }
        var certificate = hear(Certificate13.class);
        assertTrue(!certificate.certificateList().isEmpty());
        hear(CertificateVerify.class);
        byte[] expected = serverHandshake.finished(transcript.hash());
        assertArrayEquals(expected, hear(Finished.class).verifyData());
        deriveTraffic();
        openWith(serverTraffic);
    }

    @Override
    public Finished finished() {
        return new Finished(clientHandshake.finished(transcript.hash()));
    }

    /** The client's Finished; from here on both write application data. */
    public void finish() throws TlsFault {
        say(finished());
        sealWith(clientTraffic);
    }

    @Override
    public ScriptedClient protectedPart() throws TlsFault {
        say(hello());
        hearFlight();
        return this;
    }

    /** With a certificate, if the server asks for one. */
    @Override
    public ScriptedClient handshake() throws TlsFault {
        protectedPart();
        if (asked) {
            show(Optional.of(Identities.EC_256));
        }
        finish();
        assertTrue(subject.isOpen());
        return this;
    }

    /** Certificate and CertificateVerify, or an empty Certificate. */
    public void show(Optional<Identity> identity) throws TlsFault {
        if (identity.isEmpty()) {
            say(new Certificate13(new byte[0], List.of()));
        } else {
            say(certificate(identity.get()));
            say(certificateVerify(identity.get()));
        }
    }

    public static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
