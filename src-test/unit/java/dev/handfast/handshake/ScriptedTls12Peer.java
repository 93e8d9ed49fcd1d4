package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.message.Certificate12;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Finished;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.Tls12Messages;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;

/** A scripted peer that knows TLS 1.2. */
public abstract class ScriptedTls12Peer extends ScriptedPeer {
    protected final SecureRandom random = new SecureRandom();
    protected byte[] clientRandom;
    protected byte[] serverRandom;
    protected boolean extendedMasterSecret;
    protected boolean encryptThenMac;
    protected MasterSecret secret;
    private Tls12Keys keys;

    protected ScriptedTls12Peer(Connection subject) {
        super(subject);
    }

    @Override
    protected HandshakeMessage decode(byte[] message) throws TlsFault {
        return Tls12Messages.decode(message);
    }

    /** What the hellos have settled. */
    public SecurityParameters parameters() {
        return new SecurityParameters(suite, clientRandom, serverRandom, extendedMasterSecret, encryptThenMac);
    }

    /** ClientKeyExchange is in the transcript. */
    protected void derive(Secret premaster) {
        secret = parameters().masterSecret(premaster, transcript);
        keys = parameters().keys(secret);
    }

    /** The hellos have settled that a session with this master secret is resumed. */
    public void resume(byte[] master) {
        secret = MasterSecret.resumed(Hash.of(suite), new Secret(master.clone()));
        keys = parameters().keys(secret);
    }

    /** ChangeCipherSpec; from here on this peer writes under the new keys. */
    public void sayChangeCipherSpec() throws TlsFault {
        record(ContentType.CHANGE_CIPHER_SPEC, (byte) 1);
        sealNew();
    }

    /** From here on this peer writes under the new keys, ChangeCipherSpec or not. */
    public void sealNew() {
        sealWith(parameters().sealer(isClient() ? keys.client() : keys.server(), random));
    }

    /** The subject's ChangeCipherSpec and Finished, which has to be right. */
    public void hearFinished() throws TlsFault {
        byte[] expected = finished(!isClient());
        assertArrayEquals(changeCipherSpec(), takeRecord());
        openWith(parameters().opener(isClient() ? keys.server() : keys.client()));
        assertArrayEquals(expected, hear(Finished.class).verifyData());
    }

    /** The Finished of this peer, at this point. */
    public Finished finished() {
        return new Finished(finished(isClient()));
    }

    /** What the other side's Finished would be at this point. */
    public Finished finishedOfTheOther() {
        return new Finished(finished(!isClient()));
    }

    private byte[] finished(boolean client) {
        return client ? secret.clientFinished(transcript.hash()) : secret.serverFinished(transcript.hash());
    }

    public Certificate12 certificate(Identity identity) throws TlsFault {
        return OwnCertificates.message12(identity.chain());
    }

    /** Signs all messages so far. */
    public CertificateVerify certificateVerify(Identity identity) throws TlsFault {
        return OwnCertificates.verify(Settings.builder().build(), identity, transcript.messages());
    }

    /** The key in a certificate of the subject's. */
    protected static PublicKey key(byte[] certificate) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey();
        } catch (GeneralSecurityException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
