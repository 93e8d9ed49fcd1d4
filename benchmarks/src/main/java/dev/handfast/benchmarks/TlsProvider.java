package dev.handfast.benchmarks;

import dev.handfast.HandfastProvider;
import java.security.Provider;
import java.security.Security;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** The TLS providers that are measured, by the names under which they register. */
public enum TlsProvider {
    /** The provider that this project builds. */
    Handfast("dev.handfast."),
    /** The JDK's own. */
    SunJSSE("sun.security.ssl."),
    /** Bouncy Castle's, in Java. */
    BCJSSE("org.bouncycastle.jsse.provider."),
    /** BoringSSL, in native code. */
    Conscrypt("org.conscrypt.");

    // Held here, as the JVM forgets a logger, and its level, that nobody holds.
    private static final Logger BCJSSE_LOG = Logger.getLogger("org.bouncycastle.jsse");

    private final String engines;

    TlsProvider(String engines) {
        this.engines = engines;
    }

    /** An instance of this provider, which is not registered with the JVM. */
    Provider create() {
        return switch (this) {
            case Handfast -> new HandfastProvider();
            case SunJSSE -> Security.getProvider("SunJSSE");
            case BCJSSE -> bouncyCastle();
            case Conscrypt -> org.conscrypt.Conscrypt.newProvider();
        };
    }

    /**
     * Whether {@code suite} can be chosen. Conscrypt has all of TLS 1.3 enabled always, and looks at the list for older
     * suites alone, to learn which certificates will do: with none there, it finds no certificate.
     */
    boolean takes(Suite suite) {
        return this != Conscrypt || !suite.isTls13();
    }

    /** Has {@code engine} deal in tickets, as all providers do but Conscrypt, whose engines must be told so, on either side. */
    void enableTickets(SSLEngine engine) {
        if (this == Conscrypt) {
            org.conscrypt.Conscrypt.setUseSessionTickets(engine, true);
        }
    }

    /** Refuses an engine that another provider made. */
    void requireMade(SSLEngine engine) {
        String engineClass = engine.getClass().getName();
        if (!engineClass.startsWith(engines)) {
            throw new IllegalStateException("an engine asked of " + this + " is a " + engineClass);
        }
    }

    /**
     * BCJSSE, with the primitives of the JDK where it has them and Bouncy Castle's for the rest. Bouncy Castle alone
     * would be several times slower, as its AES and GHASH know no intrinsics. It logs every handshake unless told not to.
     */
    private static Provider bouncyCastle() {
        BCJSSE_LOG.setLevel(Level.SEVERE);
        Security.addProvider(new BouncyCastleProvider());
        return new BouncyCastleJsseProvider();
    }
}
