package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.crypto.Transcript;
import dev.handfast.record.Opener;
import dev.handfast.record.Sealer;
import dev.handfast.record.Tls12Records;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import java.security.SecureRandom;
import java.util.List;

/**
 * What the hellos of TLS 1.2 settle about its keys (RFC 5246 §6.1).
 *
 * @param extendedMasterSecret RFC 7627: the master secret depends on all that was said
 * @param encryptThenMac RFC 7366: CBC records have their MAC over the ciphertext
 */
public record SecurityParameters(
        CipherSuite suite,
        byte[] clientRandom,
        byte[] serverRandom,
        boolean extendedMasterSecret,
        boolean encryptThenMac) {

    /** What a ServerKeyExchange signs (RFC 5246 §7.4.3): both randoms, so that it is good for this handshake alone. */
    public byte[] signedContent(byte[] parameters) {
        return new ByteWriter()
                .opaque(clientRandom)
                .opaque(serverRandom)
                .opaque(parameters)
                .toByteArray();
    }

    /**
     * The master secret (RFC 5246 §8.1). Erases {@code premaster}.
     *
     * @param transcript up to and including ClientKeyExchange, which makes its hash RFC 7627's {@code session_hash}
     */
    public MasterSecret masterSecret(Secret premaster, Transcript transcript) {
        Hash hash = Hash.of(suite);
        return extendedMasterSecret
                ? MasterSecret.extended(hash, premaster, transcript.hash())
                : MasterSecret.of(hash, premaster, clientRandom, serverRandom);
    }

    /** Where the secrets come from, as events; told when both are there. */
    public List<HandshakeEvent> derivation() {
        String premaster = suite.keyExchange() == KeyExchangeAlgorithm.RSA
                ? "random bytes of the client's, sent encrypted under the server's public key"
                : "a Diffie-Hellman exchange, one private share and the other side's public one";
        String seed = extendedMasterSecret
                ? "the hash of all messages so far (extended_master_secret)"
                : "the random values of both hellos";
        return List.of(
                new HandshakeEvent.SecretDerived("pre-master secret", premaster),
                new HandshakeEvent.SecretDerived("master secret", "the pre-master secret and " + seed));
    }

    /** The keys of both directions (RFC 5246 §6.3). */
    public Tls12Keys keys(MasterSecret secret) {
        return secret.keys(suite, clientRandom, serverRandom);
    }

    /** Protects what we send. */
    public Sealer sealer(RecordKeys keys, SecureRandom random) {
        return Tls12Records.sealer(keys, encryptThenMac, random);
    }

    /** Opens what the peer sends. */
    public Opener opener(RecordKeys keys) {
        return Tls12Records.opener(keys, encryptThenMac);
    }
}
