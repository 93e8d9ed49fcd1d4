package dev.handfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.KDFDoublePipelineIterationBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KDFDoublePipelineIterationParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The key schedule of TLS 1.2 against published vectors and bcprov's double pipeline, which is P_hash by another name. */
class MasterSecretTest {
    private static final byte[] CLIENT_RANDOM = bytes(32, 1);
    private static final byte[] SERVER_RANDOM = bytes(32, 2);
    private static final byte[] HANDSHAKE_HASH = bytes(32, 3);

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream();
    }

    /** The vectors that were circulated in the TLS working group for P_SHA256 and P_SHA384. */
    @Test
    void prfMakesThePublishedBytes() {
        assertPrf(
                Hash.SHA_256,
                "9bbe436ba940f017b17652849a71db35",
                "a0ba9f936cda311827a6f796ffd5198c",
                "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                        + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                        + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                        + "87347b66");
        assertPrf(
                Hash.SHA_384,
                "b80b733d6ceefcdc71566ea48e5567df",
                "cd665cf6a8447dd6ff8b27555edb7465",
                "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cd"
                        + "e9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd"
                        + "8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425"
                        + "9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee6"
                        + "91c8f3a26854308d5eaa3be85e0990703d73e56f");
    }

    /** The first vector of NIST's validation of TLS 1.2 with SHA-256; it takes other randoms for the keys. */
    @Test
    void secretAndKeyBlockAreThePublishedOnes() {
        var premaster = new Secret(hex("f8938ecc9edebc5030c0c6a441e213cd24e6f770a50dda07876f8d55da062bca"
                + "db386b411fd4fe4313a604fce6c17fbc"));
        MasterSecret master = MasterSecret.of(
                Hash.SHA_256,
                premaster,
                hex("36c129d01a3200894b9179faac589d9835d58775f9b5ea3587cb8fd0364cae8c"),
                hex("f6c9575ed7ddd73e1f7d16eca115415812a43c2b747daaaae043abfb50053fce"));
        assertArrayEquals(
                hex("202c88c00f84a17a20027079604787461176455539e705be730890602c289a5001e34eeb3a043e5d52a65e66125188bf"),
                master.secret().bytes());
        Tls12Keys keys = master.keys(
                CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
                hex("62e1fd91f23f558a605f28478c58cf72637b89784d959df7e946d3f07bd1b616"),
                hex("ae6c806f8ad4d80784549dff28a4b58fd837681a51d928c3e30ee5ff14f39868"));
        CbcKeys client = (CbcKeys) keys.client();
        CbcKeys server = (CbcKeys) keys.server();
        assertArrayEquals(
                hex("d06139889fffac1e3a71865f504aa5d0d2a2e89506c6f2279b670c3e1b74f531"),
                client.macKey().getEncoded());
        assertArrayEquals(
                hex("016a2530c51a3a0f7e1d6590d0f0566b2f387f8d11fd4f731cdd572d2eae927f"),
                server.macKey().getEncoded());
        assertArrayEquals(
                hex("6f2f81410b25e6960be68985add6c38445ad9f8c64bf8068bf9a6679485d966f"),
                client.key().getEncoded());
        assertArrayEquals(
                hex("1ad6f68b43495b10a683755ea2b858d70ccac7ec8b053c6bd41ca299d4e51928"),
                server.key().getEncoded());
    }

    @ParameterizedTest
    @EnumSource
    void prfAgreesWithBouncyCastleAtEveryLength(Hash hash) {
        for (int length = 1; length <= 2 * hash.length() + 1; length++) {
            var secret = new Secret(bytes(length, length)); // longer than a block of the hash, too
            byte[] seed = bytes(length % 70, length + 1);
            assertArrayEquals(
                    theirPrf(hash, secret.bytes(), "a label", seed, length),
                    Tls12Prf.expand(hash, secret, "a label", seed, length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreTheStandardsAndErasePremasters(Hash hash) {
        byte[] premaster = bytes(48, 4);
        var plain = new Secret(premaster.clone());
        assertArrayEquals(
                theirPrf(hash, premaster, "master secret", joined(CLIENT_RANDOM, SERVER_RANDOM), 48),
                MasterSecret.of(hash, plain, CLIENT_RANDOM, SERVER_RANDOM)
                        .secret()
                        .bytes());
        assertThrows(IllegalStateException.class, plain::bytes);
        var extended = new Secret(premaster.clone());
        assertArrayEquals(
                theirPrf(hash, premaster, "extended master secret", HANDSHAKE_HASH, 48),
                MasterSecret.extended(hash, extended, HANDSHAKE_HASH).secret().bytes());
        assertThrows(IllegalStateException.class, extended::bytes);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void keyBlockIsCutInTheStandardsOrder(CipherSuite suite) {
        MasterSecret master = master(Hash.of(suite));
        Tls12Keys keys = master.keys(suite, CLIENT_RANDOM, SERVER_RANDOM);
        byte[] block = theirPrf(
                Hash.of(suite),
                master.secret().bytes(),
                "key expansion",
                joined(SERVER_RANDOM, CLIENT_RANDOM),
                Tls12Keys.blockLength(suite));
        var cut = new ByteArrayOutputStream();
        assertEquals(suite, keys.client().suite());
        assertEquals(suite, keys.server().suite());
        if (suite.bulk().isAead()) {
            TrafficKeys client = (TrafficKeys) keys.client();
            TrafficKeys server = (TrafficKeys) keys.server();
            cut.writeBytes(client.key().getEncoded());
            cut.writeBytes(server.key().getEncoded());
            cut.writeBytes(fixedPart(client));
            cut.writeBytes(fixedPart(server));
        } else {
            CbcKeys client = (CbcKeys) keys.client();
            CbcKeys server = (CbcKeys) keys.server();
            assertEquals(suite.mac().jcaName(), client.macKey().getAlgorithm());
            cut.writeBytes(client.macKey().getEncoded());
            cut.writeBytes(server.macKey().getEncoded());
            cut.writeBytes(client.key().getEncoded());
            cut.writeBytes(server.key().getEncoded());
        }
        assertArrayEquals(block, cut.toByteArray());
    }

    /** Twelve bytes of IV: those of the key block, then zeros. */
    private static byte[] fixedPart(TrafficKeys keys) {
        int fixed = keys.suite().bulk().fixedIvLength();
        assertEquals(12, keys.iv().length);
        assertArrayEquals(new byte[12 - fixed], Arrays.copyOfRange(keys.iv(), fixed, 12));
        return Arrays.copyOf(keys.iv(), fixed);
    }

    @ParameterizedTest
    @EnumSource
    void finishedHasTwelveBytesUnderALabelForEachSide(Hash hash) {
        MasterSecret master = master(hash);
        assertArrayEquals(
                theirPrf(hash, master.secret().bytes(), "client finished", HANDSHAKE_HASH, 12),
                master.clientFinished(HANDSHAKE_HASH));
        assertArrayEquals(
                theirPrf(hash, master.secret().bytes(), "server finished", HANDSHAKE_HASH, 12),
                master.serverFinished(HANDSHAKE_HASH));
    }

    @Test
    void closingErasesAndNothingPrints() {
        MasterSecret master = master(Hash.SHA_256);
        byte[] live = master.secret().bytes();
        Tls12Keys keys = master.keys(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, CLIENT_RANDOM, SERVER_RANDOM);
        assertFalse(keys.toString().contains("[B@"), keys::toString);
        master.close();
        assertArrayEquals(new byte[48], live);
        assertThrows(IllegalStateException.class, () -> master.clientFinished(HANDSHAKE_HASH));
    }

    private static void assertPrf(Hash hash, String secret, String seed, String output) {
        byte[] expected = hex(output);
        assertArrayEquals(
                expected, Tls12Prf.expand(hash, new Secret(hex(secret)), "test label", hex(seed), expected.length));
    }

    private static MasterSecret master(Hash hash) {
        return MasterSecret.of(hash, new Secret(bytes(48, 5)), CLIENT_RANDOM, SERVER_RANDOM);
    }

    private static byte[] theirPrf(Hash hash, byte[] secret, String label, byte[] seed, int length) {
        Digest digest = hash == Hash.SHA_256 ? new SHA256Digest() : new SHA384Digest();
        var pipeline = new KDFDoublePipelineIterationBytesGenerator(new HMac(digest));
        pipeline.init(KDFDoublePipelineIterationParameters.createWithoutCounter(
                secret, joined(label.getBytes(US_ASCII), seed)));
        byte[] output = new byte[length];
        pipeline.generateBytes(output, 0, length);
        return output;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
