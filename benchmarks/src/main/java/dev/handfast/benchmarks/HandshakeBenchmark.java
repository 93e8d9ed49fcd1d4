package dev.handfast.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.bouncycastle.operator.OperatorCreationException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One full handshake, both sides: the key exchange, a certificate under an authority that the client trusts, and its
 * host name checked. Nothing is resumed, and the keys are agreed as they are to be, which the server's messages on the
 * wire are asked to show in every handshake.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar HandshakeBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar HandshakeBenchmark -prof gc -p kind=tls13-ecdsa -p group=x25519,secp256r1
 * }</pre>
 *
 * <p>All of it takes a quarter of an hour for each group. RSA key transport has no group, so one is enough for it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HandshakeBenchmark {
    /** Whose engines. */
    @Param
    public TlsProvider provider;

    /** The version, and how keys are exchanged; a certificate is ECDSA's with P-256, or RSA's with 2048 bits. */
    @Param({"tls13-ecdsa", "tls12-ecdhe-ecdsa", "tls12-ecdhe-rsa", "tls12-rsa"})
    public String kind;

    /** The group in which the keys are agreed: {@code x25519} or {@code secp256r1}. */
    @Param("x25519")
    public String group;

    private Endpoints endpoints;
    private Link link;

    /** Enables the group, in the way that every provider reads. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, OperatorCreationException {
        Suite suite = suite();
        // In TLS 1.2 a server signs with no curve that isn't offered as a group too, nor does BCJSSE in TLS 1.3, and
        // the
        // certificate's is P-256. The first group is still the one that is used.
        boolean alone = suite.isRsa() || suite.isTls13() && provider != TlsProvider.BCJSSE;
        // Read once in each JVM, so the benchmark has to be forked.
        System.setProperty("jdk.tls.namedGroups", alone || group.equals("secp256r1") ? group : group + ",secp256r1");
        endpoints = new Endpoints(provider, suite, 1);
        link = new Link(ByteBuffer::allocate);
    }

    /** Returns what was negotiated. */
    @Benchmark
    public ServerFlight handshake() throws SSLException {
        ServerFlight flight = link.connect(endpoints);
        if (!flight.isFull() || flight.group() != codePoint()) {
            throw new IllegalStateException("this is no full handshake of " + kind + " with " + group + ": " + flight);
        }
        return flight;
    }

    /** Frees what the engines hold, outside of the time that is measured. */
    @TearDown(Level.Invocation)
    public void close() throws SSLException {
        link.close();
    }

    /** One that every provider can be made to choose. */
    private Suite suite() {
        return switch (kind) {
            case "tls13-ecdsa" -> Suite.TLS_AES_128_GCM_SHA256;
            case "tls12-ecdhe-ecdsa" -> Suite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
            case "tls12-ecdhe-rsa" -> Suite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
            case "tls12-rsa" -> Suite.TLS_RSA_WITH_AES_128_GCM_SHA256;
            default -> throw new IllegalArgumentException(kind + " is no kind of handshake that is measured");
        };
    }

    private int codePoint() {
        if (endpoints.suite().isKeyTransport()) {
            return 0;
        }
        return switch (group) {
            case "x25519" -> 0x001d;
            case "secp256r1" -> 0x0017;
            default -> throw new IllegalArgumentException(group + " is no group that is measured");
        };
    }
}
