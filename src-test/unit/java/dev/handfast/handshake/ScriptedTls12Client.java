package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Answer;
import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.RsaTransport;
import dev.handfast.crypto.Secret;
import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.ClientHello;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.Place;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A TLS 1.2 client for a server under test. */
public class ScriptedTls12Client extends ScriptedTls12Peer {
    private final boolean asked;
    private ServerHello serverHello;
    private PublicKey serverKey;
    private ServerKeyExchange keyExchange;
    private Answer answer;
    private RsaTransport.Encrypted encrypted;

    /** Offers {@code suite} alone to a server that has everything on. */
    public ScriptedTls12Client(CipherSuite suite) {
        this(suite, settings().build());
    }

    public ScriptedTls12Client(CipherSuite suite, Settings server) {
        super(TlsServer.connection(server));
        this.suite = suite;
        asked = server.clientAuthentication() != ClientAuthentication.NONE;
    }

    /** A server of TLS 1.2 and 1.3 with all suites and a certificate for every scheme, which trusts everybody. */
    public static Settings.Builder settings() {
        return ScriptedClient.settings()
                .versions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))
                .suites(List.of(CipherSuite.values()))
                .signatureSchemes(List.of(SignatureScheme.values()))
                .certificateSchemes(List.of(SignatureScheme.values()));
    }

    @Override
    protected boolean isClient() {
        return true;
    }

    /** A proper ClientHello with all that TLS 1.2 may offer. */
    public ClientHello hello() {
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                ScriptedClient.filled(32, 0xC1),
                new byte[0],
                List.of(suite.code()),
                new byte[1],
                Extensions.builder(Place.CLIENT_HELLO)
                        .add(
                                Extension.SUPPORTED_GROUPS_CH,
                                List.of(
                                        NamedGroup.X25519,
                                        NamedGroup.SECP256R1,
                                        NamedGroup.SECP384R1,
                                        NamedGroup.FFDHE2048))
                        .add(
                                Extension.SIGNATURE_ALGORITHMS_CH,
                                Arrays.stream(SignatureScheme.values())
                                        .map(SignatureScheme::code)
                                        .toList())
                        .add(Extension.EC_POINT_FORMATS_CH, new byte[1])
                        .add(Extension.ENCRYPT_THEN_MAC_CH, Extension.Flag.PRESENT)
                        .add(Extension.EXTENDED_MASTER_SECRET_CH, Extension.Flag.PRESENT)
                        .add(Extension.RENEGOTIATION_INFO_CH, new byte[0])
                        .build());
    }

    /** {@link #hello} to be changed. */
    public Draft draft() {
        return Draft.of(hello());
    }

    /** Hears the ServerHello. */
    public ServerHello hearHello() throws TlsFault {
        var hello = hear(ServerHello.class);
        suite = CipherSuite.of(hello.cipherSuite()).orElseThrow();
        transcript.chooseAndKeep(Hash.of(suite));
        clientRandom = hello().random();
        serverRandom = hello.random();
        extendedMasterSecret = hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_SH12);
        encryptThenMac = hello.extensions().has(Extension.ENCRYPT_THEN_MAC_SH12);
        serverHello = hello;
        return hello;
    }

    /** The ServerHello that was heard. */
    public ServerHello serverHello() {
        return serverHello;
    }

    /** Hears all up to ServerHelloDone. */
    public void hearFlight() throws TlsFault {
        hearHello();
        serverKey = key(hear(Certificate12.class).certificateList().get(0));
        if (suite.keyExchange() != KeyExchangeAlgorithm.RSA) {
            keyExchange = hear(ServerKeyExchange.class);
        }
        if (asked) {
            hear(CertificateRequest12.class);
        }
        hear(ServerHelloDone.class);
    }

    /** What the server said of its key exchange. */
    public ServerKeyExchange keyExchange() {
        return keyExchange;
    }

    public PublicKey serverKey() {
        return serverKey;
    }

    /** A proper ClientKeyExchange; {@link #sayKeyExchange} says it. */
    public ClientKeyExchange clientKeyExchange() throws TlsFault {
        switch (suite.keyExchange()) {
            case RSA -> {
                encrypted = RsaTransport.encrypt(serverKey, ProtocolVersion.TLS_1_2, random);
                return ClientKeyExchange.ofRsa(encrypted.ciphertext());
            }
            case DHE_RSA -> {
                DheParameters theirs = keyExchange.dhe();
                answer = DheGroup.checked(theirs.p(), theirs.g()).answer(theirs.publicValue(), random);
                return ClientKeyExchange.ofDhe(answer.share());
            }
            default -> {
                EcdheParameters theirs = keyExchange.ecdhe();
                answer = KeyExchange.of(theirs.group()).answer(theirs.point(), random);
                return ClientKeyExchange.ofEcdhe(answer.share());
            }
        }
    }

    /** ClientKeyExchange; the secrets are known from here on. */
    public void sayKeyExchange() throws TlsFault {
        ClientKeyExchange message = clientKeyExchange();
        sayKeyExchange(message, answer != null ? answer.secret() : encrypted.premaster());
    }

    /** The same with this message, while this peer believes in {@code premaster}. */
    public void sayKeyExchange(ClientKeyExchange message, Secret premaster) throws TlsFault {
        say(message);
        derive(premaster);
    }

    /** Stops where it is this peer's turn to send its second flight. */
    public ScriptedTls12Client greeted() throws TlsFault {
        say(hello());
        hearFlight();
        return this;
    }

    /** With a certificate, if the server asks for one. */
    @Override
    public ScriptedTls12Client handshake() throws TlsFault {
        return greeted().complete();
    }

    /** The second flight, and the server's answer. With a certificate, if the server asks for one. */
    public ScriptedTls12Client complete() throws TlsFault {
        return complete(asked ? Optional.of(Identities.EC_256) : Optional.empty());
    }

    /** The same with this certificate, or without. */
    public ScriptedTls12Client complete(Optional<Identity> identity) throws TlsFault {
        if (identity.isPresent()) {
            say(certificate(identity.get()));
        }
        sayKeyExchange();
        if (identity.isPresent()) {
            say(certificateVerify(identity.get()));
        }
        sayChangeCipherSpec();
        say(finished());
        hearFinished();
        assertTrue(subject.isOpen());
        return this;
    }
}
