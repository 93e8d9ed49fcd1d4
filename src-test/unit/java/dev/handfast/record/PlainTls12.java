package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** RFC 5246 §6.2.3, RFC 5288, RFC 7905 and RFC 7366 once more, written from the texts and in the simplest way. */
record PlainTls12(RecordKeys keys, boolean encryptThenMac) {
    static RecordKeys keys(CipherSuite suite, Random random) {
        byte[] key = PlainCipher.bytes(random, suite.bulk().keyLength());
        int fixed = suite.bulk().fixedIvLength();
        String cipher = fixed == 12 ? "ChaCha20" : "AES";
        return suite.bulk().isAead()
                ? new TrafficKeys(
                        suite, new SecretKeySpec(key, cipher), Arrays.copyOf(PlainCipher.bytes(random, fixed), 12))
                : new CbcKeys(
                        suite,
                        new SecretKeySpec(key, cipher),
                        new SecretKeySpec(
                                PlainCipher.bytes(random, suite.mac().length()),
                                suite.mac().jcaName()));
    }

    /** A record as an honest peer might make it. */
    byte[] seal(long sequence, int type, byte[] content, Random random) throws GeneralSecurityException {
        if (keys instanceof TrafficKeys aead) {
            byte[] explicit = PlainCipher.bytes(random, isChaCha() ? 0 : 8); // RFC 5288 §3: the sender chooses
            byte[] aad = pseudoHeader(sequence, type, content.length);
            byte[] sealed = aead(Cipher.ENCRYPT_MODE, aead, nonce(aead, sequence, explicit), aad, content);
            return record(type, join(explicit, sealed));
        }
        return sealCbc(sequence, type, content, shortestPadding(content.length), random);
    }

    /** With padding of this length, as if the sum fitted. */
    byte[] sealCbc(long sequence, int type, byte[] content, int padding, Random random)
            throws GeneralSecurityException {
        byte[] pad = new byte[padding + 1];
        Arrays.fill(pad, (byte) padding);
        return encryptThenMac
                ? sealEtm(sequence, type, join(content, pad), random)
                : sealInner(type, join(join(content, mac(sequence, type, content)), pad), random);
    }

    /** Any plaintext, MAC-then-encrypt: the caller has put its own MAC and padding into it. */
    byte[] sealInner(int type, byte[] inner, Random random) throws GeneralSecurityException {
        return record(type, encrypted(inner, random));
    }

    /** Any plaintext, encrypt-then-MAC: the caller has put its own padding into it. */
    byte[] sealEtm(long sequence, int type, byte[] inner, Random random) throws GeneralSecurityException {
        byte[] encrypted = encrypted(inner, random);
        return record(type, join(encrypted, mac(sequence, type, encrypted)));
    }

    byte[] mac(long sequence, int type, byte[] data) throws GeneralSecurityException {
        CbcKeys cbc = (CbcKeys) keys;
        Mac mac = Mac.getInstance(cbc.suite().mac().jcaName());
        mac.init(cbc.macKey());
        mac.update(pseudoHeader(sequence, type, data.length));
        return mac.doFinal(data);
    }

    /** The content of {@code record}; null if it is not authentic. */
    byte[] open(long sequence, byte[] record) throws GeneralSecurityException {
        byte[] body = Arrays.copyOfRange(record, 5, record.length);
        if (keys instanceof TrafficKeys aead) {
            int explicit = isChaCha() ? 0 : 8;
            byte[] nonce = nonce(aead, sequence, Arrays.copyOf(body, explicit));
            byte[] aad = pseudoHeader(sequence, record[0], body.length - explicit - 16);
            return aead(Cipher.DECRYPT_MODE, aead, nonce, aad, Arrays.copyOfRange(body, explicit, body.length));
        }
        int macLength = keys.suite().mac().length();
        int end = body.length - (encryptThenMac ? macLength : 0);
        byte[] outer = Arrays.copyOf(body, end);
        if (encryptThenMac && !ends(body, mac(sequence, record[0], outer))) {
            return null;
        }
        byte[] inner = cbc(Cipher.DECRYPT_MODE, outer, 16, Arrays.copyOf(outer, 16));
        byte[] unpadded = Arrays.copyOf(inner, inner.length - 1 - (inner[inner.length - 1] & 0xFF));
        if (encryptThenMac) {
            return unpadded;
        }
        byte[] content = Arrays.copyOf(unpadded, unpadded.length - macLength);
        return ends(unpadded, mac(sequence, record[0], content)) ? content : null;
    }

    int shortestPadding(int contentLength) {
        return 15 - (contentLength + (encryptThenMac ? 0 : keys.suite().mac().length())) % 16;
    }

    static byte[] record(int type, byte[] body) {
        return join(new byte[] {(byte) type, 3, 3, (byte) (body.length >> 8), (byte) body.length}, body);
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] pseudoHeader(long sequence, int type, int length) {
        return ByteBuffer.allocate(13)
                .putLong(sequence)
                .put((byte) type)
                .putShort((short) 0x0303)
                .putShort((short) length)
                .array();
    }

    private boolean isChaCha() {
        return keys.suite().bulk() == CipherSuite.Bulk.CHACHA20_POLY1305;
    }

    private byte[] nonce(TrafficKeys aead, long sequence, byte[] explicit) {
        ByteBuffer nonce = ByteBuffer.wrap(aead.iv().clone());
        if (isChaCha()) {
            nonce.putLong(4, nonce.getLong(4) ^ sequence);
        } else {
            nonce.position(4).put(explicit);
        }
        return nonce.array();
    }

    private byte[] aead(int mode, TrafficKeys aead, byte[] nonce, byte[] aad, byte[] input)
            throws GeneralSecurityException {
        AlgorithmParameterSpec spec = isChaCha() ? new IvParameterSpec(nonce) : new GCMParameterSpec(128, nonce);
        Cipher cipher = Cipher.getInstance(isChaCha() ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
        cipher.init(mode, aead.key(), spec);
        cipher.updateAAD(aad);
        return cipher.doFinal(input);
    }

    private byte[] encrypted(byte[] inner, Random random) throws GeneralSecurityException {
        byte[] iv = PlainCipher.bytes(random, 16);
        return join(iv, cbc(Cipher.ENCRYPT_MODE, inner, 0, iv));
    }

    private byte[] cbc(int mode, byte[] input, int from, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, ((CbcKeys) keys).key(), new IvParameterSpec(iv));
        return cipher.doFinal(input, from, input.length - from);
    }

    private static boolean ends(byte[] bytes, byte[] with) {
        return Arrays.equals(bytes, bytes.length - with.length, bytes.length, with, 0, with.length);
    }
}
