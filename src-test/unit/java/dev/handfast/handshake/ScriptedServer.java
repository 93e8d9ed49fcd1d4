package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.client.TlsClient;
import dev.handfast.crypto.Answer;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.KeyExchange;
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
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;

/** A server for a client under test. */
public class ScriptedServer extends ScriptedTls13Peer {
    private ClientHello hello;
    private Answer answer;
    private boolean asking;

    public ScriptedServer() {
        this(settings().build());
    }

    public ScriptedServer(Settings client) {
        super(TlsClient.connection(client));
        suite = CipherSuite.TLS_AES_128_GCM_SHA256;
    }

    /** A client that trusts everybody and has a certificate for every scheme. */
    public static Settings.Builder settings() {
        return ScriptedClient.settings();
    }

    @Override
    protected boolean isClient() {
        return false;
    }

    public void choose(CipherSuite chosen) {
        suite = chosen;
    }

    /** The subject's first or second hello. */
    public ClientHello hearHello() throws TlsFault {
        hello = hear(ClientHello.class);
        KeyShareEntry share =
                hello.extensions().get(Extension.KEY_SHARE_CH).orElseThrow().get(0);
        answer = KeyExchange.of(share.group()).answer(share.keyExchange(), new SecureRandom());
        return hello;
    }

    public KeyShareEntry share() {
        NamedGroup group = hello.extensions()
                .get(Extension.KEY_SHARE_CH)
                .orElseThrow()
                .get(0)
                .group();
        return new KeyShareEntry(group, answer.share());
    }

    /** A proper ServerHello. */
    public ServerHello hello() {
        return new ServerHello(
                ProtocolVersion.TLS_1_2,
                ScriptedClient.filled(32, 0x5A),
                hello.legacySessionId(),
                suite.code(),
                0,
                Extensions.builder(Place.SERVER_HELLO)
                        .add(Extension.SUPPORTED_VERSIONS_SH, ProtocolVersion.TLS_1_3)
                        .add(Extension.KEY_SHARE_SH, share())
                        .build());
    }

    /** A proper HelloRetryRequest. */
    public HelloRetryRequest retry(NamedGroup group) {
        return HelloRetryRequest.of(
                hello.legacySessionId(),
                suite.code(),
                Extensions.builder(Place.HELLO_RETRY_REQUEST)
                        .add(Extension.SUPPORTED_VERSIONS_HRR, ProtocolVersion.TLS_1_3)
                        .add(Extension.KEY_SHARE_HRR, group)
                        .build());
    }

    /** Says a HelloRetryRequest of any kind; the subject's answer is heard by {@link #hearHello}. */
    public void sayRetry(byte[] request) throws TlsFault {
        transcript.choose(Hash.of(suite));
        transcript.replaceFirstHelloByItsHash();
        say(request);
    }

    /** Says this as the ServerHello; from here on both write with handshake keys. */
    public void sayHello(byte[] message) throws TlsFault {
        transcript.choose(Hash.of(suite));
        say(message);
        protectHandshake(answer.secret());
    }

    /** The same, where the message has been said by other means. */
    public void heardHello(byte[] message) {
        transcript.choose(Hash.of(suite));
        transcript.add(message);
        protectHandshake(answer.secret());
    }

    public EncryptedExtensions encryptedExtensions() {
        return new EncryptedExtensions(Extensions.none(Place.ENCRYPTED_EXTENSIONS));
    }

    public CertificateRequest13 certificateRequest() {
        return new CertificateRequest13(
                new byte[0],
                Extensions.builder(Place.CERTIFICATE_REQUEST)
                        .add(
                                Extension.SIGNATURE_ALGORITHMS_CR,
                                Arrays.stream(SignatureScheme.values())
                                        .map(SignatureScheme::code)
                                        .toList())
                        .build());
    }

    /** From here on a handshake asks for a certificate. */
    public ScriptedServer asking() {
        asking = true;
        return this;
    }

    @Override
    public Finished finished() {
        return new Finished(serverHandshake.finished(transcript.hash()));
    }

    @Override
    public ScriptedServer protectedPart() throws TlsFault {
        hearHello();
        sayHello(hello().encode());
        return this;
    }

    /** EncryptedExtensions, a CertificateRequest if one was wished for, Certificate and CertificateVerify. */
    public ScriptedServer authenticated() throws TlsFault {
        protectedPart();
        authenticate();
        return this;
    }

    private void authenticate() throws TlsFault {
        say(encryptedExtensions());
        if (asking) {
            say(certificateRequest());
        }
        say(certificate(Identities.EC_256));
        say(certificateVerify(Identities.EC_256));
    }

    /** The server's Finished; from here on it writes application data. */
    public void finish() throws TlsFault {
        say(finished());
        deriveTraffic();
        sealWith(serverTraffic);
    }

    /** Hears the client's certificate, if it was asked for, and its Finished. */
    public void hearFinish() throws TlsFault {
        if (asking && !hear(Certificate13.class).certificateList().isEmpty()) {
            hear(CertificateVerify.class);
        }
        byte[] expected = clientHandshake.finished(transcript.hash());
        assertArrayEquals(expected, hear(Finished.class).verifyData());
        openWith(clientTraffic);
    }

    @Override
    public ScriptedServer handshake() throws TlsFault {
        protectedPart();
        complete();
        return this;
    }

    /** All of a handshake with certificates that comes behind the ServerHello. */
    public void complete() throws TlsFault {
        authenticate();
        finish();
        hearFinish();
        assertTrue(subject.isOpen());
    }
}
