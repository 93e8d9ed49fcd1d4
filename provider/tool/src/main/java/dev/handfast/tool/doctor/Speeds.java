package dev.handfast.tool.doctor;

import dev.handfast.crypto.Answer;
import dev.handfast.crypto.Jca;
import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.Signatures;
import dev.handfast.wire.CipherSuite.Bulk;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Measures what handshakes and records of this JVM are made of, by whoever calculates it here, on one thread. */
public final class Speeds {
    private static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.X25519_MLKEM768);

    /** The plaintext of a full record (RFC 9846 §5.1). */
    private static final int RECORD = 16_384;

    private static final double MEBIBYTE = 1 << 20;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private static final byte[] CONTENT = "what a CertificateVerify signs".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final Consumer<Speed> tell;
    private final List<Speed.Task> tasks = new ArrayList<>();

    /** @param tell gets each as it was measured */
    public Speeds(Consumer<Speed> tell) {
        this.tell = tell;
    }

    /**
     * Measures all, which takes some seconds.
     *
     * @throws GeneralSecurityException if this JVM has nobody for one of them
     */
    public void measure() throws GeneralSecurityException {
        try {
            for (NamedGroup group : GROUPS) {
                agreement(group);
            }
            signature(SignatureScheme.ECDSA_SECP256R1_SHA256, "EC", new ECGenParameterSpec("secp256r1"));
            signature(SignatureScheme.ED25519, "Ed25519", NamedParameterSpec.ED25519);
            signature(
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    "RSA",
                    new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
            encryption(Bulk.AES_128_GCM);
            encryption(Bulk.AES_256_GCM);
            encryption(Bulk.CHACHA20_POLY1305);
            hashing();
            for (Speed.Task task : tasks) {
                task.warmUp();
            }
            for (Speed.Task task : tasks) {
                tell.accept(task.measure());
            }
        } catch (TlsFault fault) { // of two sides that are both ours
            throw new GeneralSecurityException("this JVM calculates wrongly: " + fault.getMessage(), fault);
        }
    }

    private void agreement(NamedGroup group) {
        KeyExchange exchange = KeyExchange.of(group);
        tasks.add(new Speed.Task(group + ", both sides", 1, "key exchanges", () -> {
            try (Offer offer = exchange.offer(random)) {
                Answer answer = exchange.answer(offer.share(), random);
                try (Secret theirs = answer.secret();
                        Secret ours = offer.agree(answer.share())) {
                    check(MessageDigest.isEqual(ours.bytes(), theirs.bytes()));
                }
            }
        }));
    }

    private void signature(SignatureScheme scheme, String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters, random);
        KeyPair keys = generator.generateKeyPair();
        tasks.add(new Speed.Task(
                scheme + ", sign",
                1,
                "signatures",
                () -> check(Signatures.sign(scheme, keys.getPrivate(), CONTENT, random).length > 0)));
        byte[] signature = Signatures.sign(scheme, keys.getPrivate(), CONTENT, random);
        tasks.add(new Speed.Task(
                scheme + ", verify",
                1,
                "signatures",
                () -> Signatures.verify(
                        scheme, keys.getPublic(), ProtocolVersion.TLS_1_3, CONTENT, signature, "CertificateVerify")));
    }

    /** A record after the other, each with a nonce of its own. */
    private void encryption(Bulk bulk) {
        boolean gcm = bulk != Bulk.CHACHA20_POLY1305;
        byte[] secret = new byte[bulk.keyLength()];
        byte[] nonce = new byte[NONCE];
        random.nextBytes(secret);
        random.nextBytes(nonce);
        var key = new SecretKeySpec(secret, gcm ? "AES" : "ChaCha20");
        Cipher cipher = Jca.cipher(bulk);
        byte[] plain = new byte[RECORD];
        byte[] sealed = new byte[RECORD + TAG_BITS];
        tasks.add(new Speed.Task(bulk + ", encrypt, records of 16 KiB", RECORD / MEBIBYTE, "MiB", () -> {
            count(nonce);
            cipher.init(
                    Cipher.ENCRYPT_MODE, key, gcm ? new GCMParameterSpec(TAG_BITS, nonce) : new IvParameterSpec(nonce));
            check(cipher.doFinal(plain, 0, RECORD, sealed) > RECORD);
        }));
    }

    private void hashing() throws GeneralSecurityException {
        Mac mac = Jca.mac("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        byte[] plain = new byte[RECORD];
        tasks.add(new Speed.Task("HmacSHA256", RECORD / MEBIBYTE, "MiB", () -> check(mac.doFinal(plain).length > 0)));
    }

    private static void count(byte[] nonce) {
        for (int i = nonce.length - 1; i >= 0 && ++nonce[i] == 0; i--) {
            // the carry goes on to the next byte
        }
    }

    /** So that no result goes unused, and none is computed in vain. */
    private static void check(boolean right) throws GeneralSecurityException {
        if (!right) {
            throw new GeneralSecurityException("a result is not what it has to be");
        }
    }
}
