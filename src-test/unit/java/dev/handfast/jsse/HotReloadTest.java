package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.CredentialFiles;
import dev.handfast.HandfastParameters;
import dev.handfast.managers.PemPair;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New handshakes show the certificate that is in the files now, without a restart. */
class HotReloadTest {
    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued old =
            authority.leaf().commonName("old").host("good.example").issue();
    private final TestAuthority.Issued renewed =
            authority.leaf().commonName("renewed").host("good.example").issue();

    @TempDir
    Path directory;

    private Meeting meet(SSLEngine server) {
        return Meeting.of(Contexts.ours(null, authority.trustManager()).createSSLEngine("good.example", 443), server);
    }

    private X509Certificate shown(SSLContext context, CredentialFiles files) throws Exception {
        SSLEngine server = context.createSSLEngine();
        if (files != null) {
            HandfastParameters parameters = HandfastParameters.copyOf(server.getSSLParameters());
            parameters.setCredentialFiles(files);
            server.setSSLParameters(parameters);
        }
        Meeting meeting = meet(server).required();
        return (X509Certificate) meeting.client().getSession().getPeerCertificates()[0];
    }

    @Test
    void filesOfTheParametersAreWatched() throws Exception {
        PemPair pair = PemPair.in(directory).write(old);
        SSLContext context = Contexts.ours(TestAuthority.keyManagers("SunX509"));
        assertEquals(old.leaf(), shown(context, pair.files()));
        pair.write(renewed);
        assertEquals(renewed.leaf(), shown(context, pair.files()));
        pair.write(pair.files().files().get(0), "broken");
        assertEquals(renewed.leaf(), shown(context, pair.files()));
    }

    @Test
    void unusableFilesFailTheHandshakeAndSayWhich() throws Exception {
        SSLEngine server = Contexts.ours(null).createSSLEngine();
        var parameters = new HandfastParameters();
        parameters.setCredentialFiles(PemPair.in(directory).files());
        server.setSSLParameters(parameters);
        Meeting meeting = meet(server);
        assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        assertTrue(meeting.serverFault().getMessage().contains("chain.pem"), meeting.serverFault()::getMessage);
        assertTrue(meeting.clientFault().getMessage().contains("internal_error"), meeting.clientFault()::getMessage);
    }

    /** What is set through the JDK's own class knows nothing of files, and so does not forget them. */
    @Test
    void filesSurviveTheParametersOfOthers() {
        SSLEngine engine = Contexts.ours(null).createSSLEngine();
        CredentialFiles files = PemPair.in(directory).files();
        var parameters = new HandfastParameters();
        parameters.setCredentialFiles(files);
        engine.setSSLParameters(parameters);
        engine.setSSLParameters(new SSLParameters());
        assertEquals(files, ((HandfastParameters) engine.getSSLParameters()).getCredentialFiles());
        engine.setSSLParameters(new HandfastParameters());
        assertEquals(null, ((HandfastParameters) engine.getSSLParameters()).getCredentialFiles());
    }

    @Test
    void filesAreEqualByWhatTheySay() {
        Path file = directory.resolve("keys.p12");
        CredentialFiles first = CredentialFiles.keyStore(file, "PKCS12", TestAuthority.PASSWORD);
        assertEquals(first, CredentialFiles.keyStore(file, "PKCS12", TestAuthority.PASSWORD.clone()));
        assertTrue(!first.equals(CredentialFiles.keyStore(file, "PKCS12", null)));
        assertTrue(!first.equals(CredentialFiles.keyStore(file, "JKS", TestAuthority.PASSWORD)));
        assertTrue(!first.toString().contains("changeit"), first::toString);
        char[] password = ((CredentialFiles.Store) first).password();
        password[0] = 'x';
        assertArrayEquals(TestAuthority.PASSWORD, ((CredentialFiles.Store) first).password());
    }

    @Test
    void pemFilesOfTheDefaultContextAreWatched() throws Exception {
        PemPair pair = PemPair.in(directory).write(old);
        Setting.system("dev.handfast.pem.certificates", pair.certificates().toString(), () -> {
            var refused = assertThrows(
                    NoSuchAlgorithmException.class, () -> SSLContext.getInstance("Default", Contexts.HANDFAST));
            assertTrue(refused.getMessage().contains("dev.handfast.pem.key is not set"), refused::getMessage);
            Setting.system("dev.handfast.pem.key", pair.key().toString(), () -> {
                SSLContext context = SSLContext.getInstance("Default", Contexts.HANDFAST);
                assertEquals(old.leaf(), shown(context, null));
                pair.write(renewed);
                assertEquals(renewed.leaf(), shown(context, null));
            });
        });
    }

    @Test
    void keyStoreOfTheDefaultContextIsWatchedOnRequest() throws Exception {
        Path file = directory.resolve("keys.p12");
        for (boolean watched : new boolean[] {true, false}) {
            write(file, old);
            Setting.system(
                    "javax.net.ssl.keyStore",
                    file.toString(),
                    () -> Setting.system(
                            "javax.net.ssl.keyStorePassword",
                            "changeit",
                            () -> Setting.system("dev.handfast.keyStore.reload", "" + watched, () -> {
                                SSLContext context = SSLContext.getInstance("Default", Contexts.HANDFAST);
                                assertEquals(old.leaf(), shown(context, null));
                                write(file, renewed);
                                assertEquals((watched ? renewed : old).leaf(), shown(context, null));
                            })));
        }
    }

    private static void write(Path file, TestAuthority.Issued issued) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            TestAuthority.keyStore(issued).store(out, TestAuthority.PASSWORD);
        }
    }

    @Test
    void brokenFilesFailTheDefaultContextAtOnce() throws Exception {
        Path file = directory.resolve("keys.p12");
        Files.write(file, new byte[] {1, 2, 3});
        Setting.system(
                "javax.net.ssl.keyStore",
                file.toString(),
                () -> Setting.system("dev.handfast.keyStore.reload", "true", () -> {
                    var refused = assertThrows(
                            NoSuchAlgorithmException.class, () -> SSLContext.getInstance("Default", Contexts.HANDFAST));
                    assertTrue(refused.getMessage().contains(file.toString()), refused::getMessage);
                }));
    }
}
