package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.CredentialFiles;
import dev.handfast.LoggedWarnings;
import dev.handfast.jsse.TestAuthority;
import dev.handfast.jsse.TestAuthority.Issued;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys whose files are replaced while we run. */
class WatchedKeyManagerTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");

    @TempDir
    Path directory;

    private final Issued old = AUTHORITY.leaf().commonName("old").issue();
    private final Issued renewed = AUTHORITY.leaf().commonName("renewed").issue();

    private final LoggedWarnings log = new LoggedWarnings();
    private final List<String> warnings = log.lines();

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** The certificate that the next handshake would show, and its key belongs to it. */
    private static X509Certificate shown(WatchedKeyManager manager) {
        for (String keyType : new String[] {"EC", "RSA", "EdDSA"}) {
            String alias = manager.chooseEngineServerAlias(keyType, null, null);
            if (alias != null) {
                return manager.getCertificateChain(alias)[0];
            }
        }
        return null;
    }

    private static PrivateKey key(WatchedKeyManager manager) {
        return manager.getPrivateKey(manager.chooseEngineServerAlias("EC", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp521r1", "RSA2048", "Ed25519"})
    void pairOfPemFilesIsRead(String keyType) throws Exception {
        Issued issued =
                AUTHORITY.intermediate("between").leaf().keyType(keyType).issue();
        var manager = new WatchedKeyManager(PemPair.in(directory).write(issued).files());
        manager.load();
        String alias =
                manager.chooseEngineServerAlias(issued.leaf().getPublicKey().getAlgorithm(), null, null);
        assertArrayEquals(issued.chain(), manager.getCertificateChain(alias));
        assertEquals(issued.keys().getPrivate(), manager.getPrivateKey(alias));
    }

    @Test
    void replacedPairIsUsed() {
        PemPair pair = PemPair.in(directory).write(old);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(manager));
        assertEquals(renewed.keys().getPrivate(), key(manager));
        assertEquals(List.of(), warnings);
    }

    @Test
    void replacedKeyStoreIsUsed() throws Exception {
        Path file = directory.resolve("keys.p12");
        write(file, old);
        var manager = new WatchedKeyManager(CredentialFiles.keyStore(file, "PKCS12", TestAuthority.PASSWORD));
        assertEquals(old.leaf(), shown(manager));
        write(file, renewed);
        assertEquals(renewed.leaf(), shown(manager));
        Files.write(file, new byte[] {1, 2, 3});
        assertEquals(renewed.leaf(), shown(manager));
        assertEquals(1, warnings.size());
        assertTrue(!warnings.get(0).contains("changeit"), "no password");
    }

    private static void write(Path file, Issued issued) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            TestAuthority.keyStore(issued).store(out, TestAuthority.PASSWORD);
        }
    }

    @Test
    void brokenFileKeepsTheOldOneAndIsToldOnce() {
        PemPair pair = PemPair.in(directory).write(old);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        pair.write(pair.certificates(), "nothing of value");
        for (int handshake = 0; handshake < 3; handshake++) {
            assertEquals(old.leaf(), shown(manager));
        }
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("no CERTIFICATE is in the file"), warnings::toString);
        assertTrue(warnings.get(0).contains("chain.pem"), warnings::toString);
        pair.write(pair.certificates(), "nothing of value, again");
        assertEquals(old.leaf(), shown(manager));
        assertEquals(2, warnings.size(), "another version");
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(manager));
    }

    /** Somebody replaces one file after the other, and handshakes come in between. */
    @Test
    void halfReplacedPairIsWaitedFor() {
        PemPair pair = PemPair.in(directory).write(old);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        pair.writeCertificates(renewed);
        assertEquals(old.leaf(), shown(manager));
        assertEquals(old.keys().getPrivate(), key(manager));
        assertTrue(warnings.get(0).contains("the key is not that of the certificate"), warnings::toString);
        pair.writeKey(renewed);
        assertEquals(renewed.leaf(), shown(manager));
        assertEquals(1, warnings.size());
    }

    @Test
    void missingFileKeepsTheOldOneAndIsToldOnce() throws Exception {
        PemPair pair = PemPair.in(directory).write(old);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        Files.delete(pair.key());
        assertEquals(old.leaf(), shown(manager));
        assertEquals(old.leaf(), shown(manager));
        assertEquals(1, warnings.size());
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(manager));
    }

    /** A handshake that has chosen goes on with what it chose. */
    @Test
    void aliasKeepsItsChainAndKey() {
        PemPair pair = PemPair.in(directory).write(old);
        var manager = new WatchedKeyManager(pair.files());
        String alias = manager.chooseEngineServerAlias("EC", null, null);
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(manager));
        assertEquals(old.leaf(), manager.getCertificateChain(alias)[0]);
        assertEquals(old.keys().getPrivate(), manager.getPrivateKey(alias));
        assertEquals(null, manager.getPrivateKey("7.pem"));
        assertEquals(null, manager.getCertificateChain(null));
    }

    /** What has stood for a while is looked at and not read: here the times hide that the contents are others. */
    @Test
    void filesThatHaveNotChangedAreNotRead() throws Exception {
        PemPair pair = PemPair.in(directory).write(old);
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(pair.certificates(), longAgo);
        Files.setLastModifiedTime(pair.key(), longAgo);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        long length = Files.size(pair.key());
        pair.write(pair.key(), "?".repeat((int) length));
        Files.setLastModifiedTime(pair.key(), longAgo);
        assertEquals(old.leaf(), shown(manager));
        assertEquals(List.of(), warnings);
        Files.setLastModifiedTime(pair.key(), FileTime.from(Instant.parse("2020-01-02T00:00:00Z")));
        assertEquals(old.leaf(), shown(manager));
        assertEquals(1, warnings.size());
    }

    /** Clocks of file systems tick so slowly that two contents may bear the same time. */
    @Test
    void youngFileIsReadThoughItsTimesStandStill() throws Exception {
        PemPair pair = PemPair.in(directory).write(old);
        FileTime inAMoment = FileTime.from(Instant.now().plusSeconds(3600));
        Files.setLastModifiedTime(pair.key(), inAMoment);
        var manager = new WatchedKeyManager(pair.files());
        assertEquals(old.leaf(), shown(manager));
        pair.write(pair.key(), "?".repeat((int) Files.size(pair.key())));
        Files.setLastModifiedTime(pair.key(), inAMoment);
        for (int handshake = 0; handshake < 3; handshake++) {
            assertEquals(old.leaf(), shown(manager));
        }
        assertEquals(1, warnings.size());
    }

    @Test
    void whoStartsWithoutUsableFilesIsToldEachTime() {
        PemPair pair =
                PemPair.in(directory).write(old).write(PemPair.in(directory).key(), ENCRYPTED);
        var manager = new WatchedKeyManager(pair.files());
        for (int i = 0; i < 2; i++) {
            var refused = assertThrows(GeneralSecurityException.class, manager::load);
            assertTrue(refused.getMessage().contains("openssl pkcs8 -topk8 -nocrypt"), refused::getMessage);
            var failed = assertThrows(IllegalStateException.class, () -> shown(manager));
            assertTrue(failed.getMessage().contains("key.pem"), failed::getMessage);
        }
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(manager));
    }

    private static final String ENCRYPTED =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n";
}
