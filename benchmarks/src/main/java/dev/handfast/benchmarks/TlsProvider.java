package dev.handfast.benchmarks;

import dev.handfast.HandfastProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Whose TLS is measured: providers by the names under which they register, and Netty. */
public enum TlsProvider {
    /** The provider that this project builds. */
    Handfast("dev.handfast."),
    /** The JDK's own. */
    SunJSSE("sun.security.ssl."),
    /** Bouncy Castle's, in Java. */
    BCJSSE("org.bouncycastle.jsse.provider."),
    /** BoringSSL, in native code. */
    Conscrypt("org.conscrypt."),
    /** BoringSSL in native code again, behind the engine of Netty (netty-tcnative), which is no provider of the JVM's and has no sockets. */
    Netty("io.netty.handler.ssl.ReferenceCountedOpenSsl");

    // Held here, as the JVM forgets a logger, and its level, that nobody holds.
    private static final Logger BCJSSE_LOG = Logger.getLogger("org.bouncycastle.jsse");

    private final String classes;

    TlsProvider(String classes) {
        this.classes = classes;
    }

    Contexts contexts(Terms terms, Credentials credentials) throws GeneralSecurityException, SSLException {
        return this == Netty ? new NettyContexts(terms, credentials) : jsse(terms, credentials);
    }

    /** Contexts that make sockets as well. */
    JsseContexts jsse(Terms terms, Credentials credentials) throws GeneralSecurityException {
        return new JsseContexts(create(), terms, credentials);
    }

    /** An instance of this provider, which is not registered with the JVM. */
    private Provider create() {
        return switch (this) {
            case Handfast -> new HandfastProvider();
            case SunJSSE -> Security.getProvider("SunJSSE");
            case BCJSSE -> bouncyCastle();
            case Conscrypt -> org.conscrypt.Conscrypt.newProvider();
            case Netty -> throw new IllegalArgumentException("Netty is no provider of the JVM's, and has no sockets");
        };
    }

    /**
     * Whether {@code suite} can be chosen. BoringSSL has all of TLS 1.3 enabled always. Conscrypt looks at the list for
     * older suites alone, to learn which certificates will do: with none there, it finds no certificate.
     */
    boolean takes(Suite suite) {
        return this != Conscrypt && this != Netty || !suite.isTls13();
    }

    /** Has {@code engine} deal in tickets, as all providers do but Conscrypt, whose engines must be told so, on either side. */
    void enableTickets(SSLEngine engine) {
        if (this == Conscrypt) {
            org.conscrypt.Conscrypt.setUseSessionTickets(engine, true);
        }
    }

    /** Refuses an engine or a socket that another provider made. */
    void requireMade(Object made) {
        String madeClass = made.getClass().getName();
        if (!madeClass.startsWith(classes)) {
            throw new IllegalStateException("what was asked of " + this + " is a " + madeClass);
        }
    }

    /**
     * BCJSSE, with the primitives of the JDK where it has them and Bouncy Castle's for the rest. Bouncy Castle alone
     * would be several times slower, as its AES and GHASH know no intrinsics. It logs every handshake unless told not to,
     * and forgets the name that an address came with unless told to remember it.
     */
    private static Provider bouncyCastle() {
        BCJSSE_LOG.setLevel(Level.SEVERE);
        System.setProperty("org.bouncycastle.jsse.client.assumeOriginalHostName", "true");
        Security.addProvider(new BouncyCastleProvider());
        return new BouncyCastleJsseProvider();
    }
}
