package dev.handfast.handshake;

import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Hkdf;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ImportedIdentity;
import dev.handfast.message.ServerName;
import dev.handfast.wire.ProtocolVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pre-shared key from elsewhere (RFC 9846 §4.3.11), as it is or imported (RFC 9258). Whoever takes it over erases it. */
public record ExternalPsk(byte[] identity, Hash hash, Secret secret, PskBinder binder) implements PreSharedKey {

    /**
     * The key that {@code credential} stands for with suites of {@code target}; empty if it does not serve them, or is destroyed.
     */
    static Optional<ExternalPsk> of(PskCredential credential, Hash target) {
        Optional<byte[]> context = credential.context();
        if (context.isPresent()) {
            return credential.key().map(key -> imported(credential, key, context.get(), target));
        }
        return hash(credential) == target
                ? credential
                        .key()
                        .map(key -> new ExternalPsk(credential.identity(), target, new Secret(key), PskBinder.EXTERNAL))
                : Optional.empty();
    }

    private static ExternalPsk imported(PskCredential credential, byte[] key, byte[] context, Hash target) {
        byte[] identity = new ImportedIdentity(
                        credential.identity(), context, ProtocolVersion.TLS_1_3, TargetKdf.of(target))
                .encode();
        Secret secret = new Hkdf(hash(credential)).importedPsk(key, identity, target);
        Arrays.fill(key, (byte) 0);
        return new ExternalPsk(identity, target, secret, PskBinder.IMPORTED);
    }

    private static Hash hash(PskCredential credential) {
        return credential.hash() == HashAlgorithm.SHA_384 ? Hash.SHA_384 : Hash.SHA_256;
    }

    /** Whoever has it. */
    public PskHolder holder() {
        try (EarlySecret early = EarlySecret.of(hash, secret)) {
            return new PskHolder(identity, early.fingerprint());
        }
    }

    /** RFC 9846 §4.3.11: such a key has no age. */
    @Override
    public long obfuscatedAge(Instant now) {
        return 0;
    }

    @Override
    public Negotiated start(List<ServerName> serverNames) {
        return Negotiated.nothing(serverNames).withPskHolder(holder());
    }

    @Override
    public void close() {
        secret.close();
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "pre-shared key " + PskHolder.name(identity);
    }
}
