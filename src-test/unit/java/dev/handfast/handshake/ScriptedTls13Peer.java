package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.message.Certificate13;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.Finished;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.message.KeyUpdate;
import dev.handfast.message.Tls13Messages;
import dev.handfast.record.Tls13Opener;
import dev.handfast.record.Tls13Sealer;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/** A scripted peer that knows TLS 1.3. */
public abstract class ScriptedTls13Peer extends ScriptedPeer {
    protected TrafficSecret clientHandshake;
    protected TrafficSecret serverHandshake;
    protected TrafficSecret clientTraffic;
    protected TrafficSecret serverTraffic;
    private HandshakeSecret secret;
    private byte[] psk;

    protected ScriptedTls13Peer(Connection subject) {
        super(subject);
    }

    @Override
    public abstract ScriptedTls13Peer handshake() throws TlsFault;

    /** Stops where both sides write with handshake keys, and it is this peer's turn. */
    public abstract ScriptedTls13Peer protectedPart() throws TlsFault;

    /** The Finished of this peer, at this point. */
    public abstract Finished finished();

    @Override
    protected HandshakeMessage decode(byte[] message) throws TlsFault {
        return Tls13Messages.decode(message);
    }

    /** Our keys change, and the subject is told so. */
    public void updateKeys(boolean answerRequested) throws TlsFault {
        record(ContentType.HANDSHAKE, new KeyUpdate(answerRequested).encode());
        sealWith(nextTraffic(isClient()));
    }

    /** The subject changed its keys, which a KeyUpdate says; it asks for no change of ours. */
    public void hearKeyUpdate() throws TlsFault {
        assertFalse(
                ((KeyUpdate) Tls13Messages.decode(hearUnwritten())).requested(), "a request was answered by a request");
        openWith(nextTraffic(!isClient()));
    }

    /** This key goes into the handshake; null for none. */
    protected void resumeWith(byte[] key) {
        psk = key;
    }

    private EarlySecret early() {
        return psk == null
                ? EarlySecret.withoutPsk(Hash.of(suite))
                : EarlySecret.of(Hash.of(suite), new Secret(psk.clone()));
    }

    protected void protectHandshake(Secret shared) {
        secret = early().intoHandshake(shared);
        clientHandshake = secret.clientTraffic(transcript.hash());
        serverHandshake = secret.serverTraffic(transcript.hash());
        sealWith(isClient() ? clientHandshake : serverHandshake);
        openWith(isClient() ? serverHandshake : clientHandshake);
    }

    /** The server's Finished is in the transcript. */
    protected void deriveTraffic() {
        MainSecret main = secret.intoMain();
        clientTraffic = main.clientTraffic(transcript.hash());
        serverTraffic = main.serverTraffic(transcript.hash());
    }

    private TrafficSecret nextTraffic(boolean client) {
        if (client) {
            clientTraffic = clientTraffic.next();
            return clientTraffic;
        }
        serverTraffic = serverTraffic.next();
        return serverTraffic;
    }

    public void sealWith(TrafficSecret next) {
        sealWith(new Tls13Sealer(next.keys(suite)));
    }

    public void openWith(TrafficSecret next) {
        openWith(new Tls13Opener(next.keys(suite)));
    }

    public Certificate13 certificate(Identity identity) throws TlsFault {
        return OwnCertificates.message(new byte[0], identity.chain());
    }

    /** Signs the transcript as it stands, which ends with a Certificate. */
    public CertificateVerify certificateVerify(Identity identity) throws TlsFault {
        byte[] hash = transcript.hash();
        return OwnCertificates.verify(
                Settings.builder().build(),
                identity,
                isClient() ? SignedContent.ofClient(hash) : SignedContent.ofServer(hash));
    }
}
