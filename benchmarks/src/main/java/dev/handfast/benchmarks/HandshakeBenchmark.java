package dev.handfast.benchmarks;

import java.io.IOException;
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
 * java -jar benchmarks/target/benchmarks.jar HandshakeBenchmark -p kind=tls13-ecdsa -p crypto=jdk,accp -p provider=Handfast,SunJSSE
 * }</pre>
 *
 * <p>All of it takes twenty-five minutes for each group. RSA key transport has no group, so one is enough for it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 2)
public class HandshakeBenchmark {
    /** Whose engines. */
    @Param
    public TlsProvider provider;

    /**
     * The version, and how keys are exchanged; certificates are ECDSA's with P-256, or RSA's with 2048 bits. The server
     * has one, and if it is mutual then so has the client.
     */
    @Param({"tls13-ecdsa", "tls13-rsa", "tls13-mutual", "tls12-ecdhe-ecdsa", "tls12-ecdhe-rsa", "tls12-rsa"})
    public String kind;

    /** The group in which the keys are agreed: {@code x25519} or {@code secp256r1}. */
    @Param("x25519")
    public String group;

    /** Whose primitives come first in the JVM. */
    @Param("jdk")
    public Crypto crypto;

    /** Who listens; what it costs if nobody does is what this is compared with, and what the handshake cost before there were events. */
    @Param("nobody")
    public Audience audience;

    private Endpoints endpoints;
    private Link link;

    /** Enables the group, in the way that everybody reads. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, OperatorCreationException {
        crypto.putFirst();
        audience.gather(provider);
        Terms terms = terms();
        // Read once in each JVM, so the benchmark has to be forked.
        System.setProperty("jdk.tls.namedGroups", isEnoughAlone(terms) ? group : group + ",secp256r1");
        endpoints = new Endpoints(provider, terms);
        link = new Link(Buffers.heap);
    }

    /**
     * In TLS 1.2 a server signs with no curve that isn't offered as a group too, nor does BCJSSE in TLS 1.3, and the
     * certificate's is P-256. The first group is still the one that is used.
     */
    private boolean isEnoughAlone(Terms terms) {
        return group.equals("secp256r1")
                || terms.keys() == Identity.Kind.RSA_2048
                || terms.suite().isTls13() && provider != TlsProvider.BCJSSE;
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

    /** Looks at the certificates and frees what the engines hold, outside of the time that is measured. */
    @TearDown(Level.Invocation)
    public void close() throws SSLException {
        link.pair().requireProven(endpoints.terms());
        link.close();
    }

    /** With a suite that everybody can be made to choose. */
    private Terms terms() {
        return switch (kind) {
            case "tls13-ecdsa" -> Terms.of(Suite.TLS_AES_128_GCM_SHA256);
            case "tls13-rsa" -> Terms.of(Suite.TLS_AES_128_GCM_SHA256).with(Identity.Kind.RSA_2048);
            case "tls13-mutual" -> Terms.of(Suite.TLS_AES_128_GCM_SHA256).with(Terms.Proof.MUTUAL);
            case "tls12-ecdhe-ecdsa" -> Terms.of(Suite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
            case "tls12-ecdhe-rsa" -> Terms.of(Suite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
            case "tls12-rsa" -> Terms.of(Suite.TLS_RSA_WITH_AES_128_GCM_SHA256);
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
