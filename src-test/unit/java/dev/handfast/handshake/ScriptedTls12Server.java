package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.client.TlsClient;
import dev.handfast.crypto.DheGroup;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.crypto.RsaTransport;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Signatures;
import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.CertificateVerify;
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
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;

/** A TLS 1.2 server for a client under test. */
public class ScriptedTls12Server extends ScriptedTls12Peer {
    private final NamedGroup group;
    private Offer offer;
    private boolean asking;

    /** Chooses {@code suite}, from a client that has everything on. */
    public ScriptedTls12Server(CipherSuite suite) {
        this(suite, ScriptedTls12Client.settings().build());
    }

    public ScriptedTls12Server(CipherSuite suite, Settings client) {
        super(TlsClient.connection(client));
        this.suite = suite;
        this.group = suite.keyExchange() == KeyExchangeAlgorithm.DHE_RSA ? NamedGroup.FFDHE2048 : NamedGroup.X25519;
    }

    @Override
    protected boolean isClient() {
        return false;
    }

    /** The certificate that fits the suite. */
    public Identity identity() {
        return suite.keyExchange() == KeyExchangeAlgorithm.ECDHE_ECDSA ? Identities.EC_256 : Identities.RSA;
    }

    /** From here on a handshake asks for a certificate. */
    public ScriptedTls12Server asking() {
        asking = true;
        return this;
    }

    public ClientHello hearHello() throws TlsFault {
        var hello = hear(ClientHello.class);
        clientRandom = hello.random();
        serverRandom = ScriptedClient.filled(32, 0x5A);
        extendedMasterSecret = hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH);
        encryptThenMac = !suite.bulk().isAead() && hello.extensions().has(Extension.ENCRYPT_THEN_MAC_CH);
        return hello;
    }

    /** A proper ServerHello. */
    public ServerHello hello() {
        Extensions.Builder block = Extensions.builder(Place.SERVER_HELLO_12)
                .add(Extension.RENEGOTIATION_INFO_SH12, new byte[0])
                .add(Extension.EC_POINT_FORMATS_SH12, new byte[1]);
        if (extendedMasterSecret) {
            block.add(Extension.EXTENDED_MASTER_SECRET_SH12, Extension.Flag.PRESENT);
        }
        if (encryptThenMac) {
            block.add(Extension.ENCRYPT_THEN_MAC_SH12, Extension.Flag.PRESENT);
        }
        return new ServerHello(
                ProtocolVersion.TLS_1_2, serverRandom, ScriptedClient.filled(32, 0x1D), suite.code(), 0, block.build());
    }

    /** {@link #hello} to be changed. */
    public Draft draft() {
        return Draft.of(hello());
    }

    /** The same with this session id. */
    public Draft draft(byte[] sessionId) {
        int at = 34;
        int behind = at + 1 + 32;
        return draft().fields(old -> join(
                Arrays.copyOf(old, at),
                Draft.bytes(sessionId.length),
                sessionId,
                Arrays.copyOfRange(old, behind, old.length)));
    }

    /** A ServerHello, whatever it says. */
    public void sayHello(byte[] message) throws TlsFault {
        transcript.chooseAndKeep(Hash.of(suite));
        say(message);
    }

    /** A proper ServerKeyExchange under the given key. */
    public ServerKeyExchange keyExchange(Identity signer) throws TlsFault {
        int scheme = signer.scheme().code();
        if (group.isFiniteField()) {
            DheGroup field = DheGroup.named(group);
            offer = field.offer(random);
            var unsigned = new DheParameters(field.p(), field.g(), offer.share(), scheme, new byte[0]);
            return new DheParameters(
                            field.p(), field.g(), offer.share(), scheme, sign(signer, unsigned.encodeParameters()))
                    .toMessage();
        }
        offer = KeyExchange.of(group).offer(random);
        return ecdhe(group, offer.share(), signer);
    }

    /** A ServerKeyExchange with this group and point, well signed. */
    public ServerKeyExchange ecdhe(NamedGroup named, byte[] point, Identity signer) throws TlsFault {
        int scheme = signer.scheme().code();
        byte[] signed = new EcdheParameters(named, point, scheme, new byte[0]).encodeParameters();
        return new EcdheParameters(named, point, scheme, sign(signer, signed)).toMessage();
    }

    /** The signature of a ServerKeyExchange with these parameters. */
    public byte[] sign(Identity signer, byte[] encodedParameters) throws TlsFault {
        return OwnCertificates.sign(Settings.builder().build(), signer, signedContent(encodedParameters));
    }

    /** What RFC 5246 §7.4.3 has it sign, put together without the subject's help. */
    public byte[] signedContent(byte[] encodedParameters) {
        return join(clientRandom, serverRandom, encodedParameters);
    }

    public CertificateRequest12 certificateRequest() {
        return new CertificateRequest12(
                List.of(CertificateRequest12.ECDSA_SIGN, CertificateRequest12.RSA_SIGN),
                Arrays.stream(SignatureScheme.values())
                        .map(SignatureScheme::code)
                        .toList(),
                List.of());
    }

    /** From here on nothing of a later standard counts as agreed. */
    public void withoutExtensions() {
        extendedMasterSecret = false;
        withoutEncryptThenMac();
    }

    public void withoutEncryptThenMac() {
        encryptThenMac = false;
    }

    /** ServerHello. */
    public ScriptedTls12Server chosen() throws TlsFault {
        hearHello();
        sayHello(hello().encode());
        return this;
    }

    /** ServerHello and Certificate. */
    public ScriptedTls12Server certified() throws TlsFault {
        chosen();
        say(certificate(identity()));
        return this;
    }

    /** All up to ServerHelloDone. */
    public ScriptedTls12Server greeted() throws TlsFault {
        chosen();
        finishGreeting();
        return this;
    }

    /** All behind the ServerHello, up to ServerHelloDone. */
    public void finishGreeting() throws TlsFault {
        say(certificate(identity()));
        if (suite.keyExchange() != KeyExchangeAlgorithm.RSA) {
            say(keyExchange(identity()));
        }
        if (asking) {
            say(certificateRequest());
        }
        say(new ServerHelloDone());
    }

    /** The client's second flight. */
    public void hearFlight() throws TlsFault {
        List<byte[]> chain = asking ? hear(Certificate12.class).certificateList() : List.of();
        derive(premaster(hear(ClientKeyExchange.class)));
        if (!chain.isEmpty()) {
            hearCertificateVerify(key(chain.get(0)));
        }
        hearFinished();
    }

    /** A signature over all messages before it, which has to be right. */
    private void hearCertificateVerify(PublicKey key) throws TlsFault {
        byte[] messages = transcript.messages();
        CertificateVerify verify = hear(CertificateVerify.class);
        Signatures.verify(
                SignatureScheme.of(verify.scheme()).orElseThrow(),
                key,
                ProtocolVersion.TLS_1_2,
                messages,
                verify.signature(),
                "CertificateVerify");
    }

    /** ChangeCipherSpec and Finished: the handshake is over. */
    public void finish() throws TlsFault {
        sayChangeCipherSpec();
        say(finished());
        assertTrue(subject.isOpen());
    }

    private Secret premaster(ClientKeyExchange message) throws TlsFault {
        return switch (suite.keyExchange()) {
            case RSA ->
                RsaTransport.decrypt(
                        identity().key(),
                        (RSAPublicKey) identity().chain().get(0).getPublicKey(),
                        message.rsa(),
                        ProtocolVersion.TLS_1_2,
                        random);
            case DHE_RSA -> offer.agree(message.dhe());
            default -> offer.agree(message.ecdhe());
        };
    }

    @Override
    public ScriptedTls12Server handshake() throws TlsFault {
        greeted();
        hearFlight();
        finish();
        return this;
    }
}
