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
 * One full handshake of TLS 1.3, both sides: key agreement, an ECDSA P-256 certificate under an authority that the
 * client trusts, and its host name checked. Nothing is resumed, which every handshake's ServerHello is asked to show.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar HandshakeBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HandshakeBenchmark {
    /** The suite that every provider can be made to choose. */
    private static final String SUITE = "TLS_AES_128_GCM_SHA256";

    /** Whose engines. */
    @Param
    public TlsProvider provider;

    /** The group in which the keys are agreed. */
    @Param({"x25519", "secp256r1"})
    public String group;

    private Endpoints endpoints;
    private Link link;

    /** Enables the group, in the way that every provider reads. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, OperatorCreationException {
        // BCJSSE signs with no curve that isn't enabled as a group too, and the certificate's is P-256. It still sends
        // the share of the first group alone.
        boolean alone = provider != TlsProvider.BCJSSE || group.equals("secp256r1");
        // Read once in each JVM, so the benchmark has to be forked.
        System.setProperty("jdk.tls.namedGroups", alone ? group : group + ",secp256r1");
        endpoints = new Endpoints(provider);
        link = new Link(ByteBuffer::allocate);
    }

    /** Returns what was negotiated. */
    @Benchmark
    public ServerHello handshake() throws SSLException {
        ServerHello hello = link.connect(endpoints, SUITE);
        if (hello.resumption() || hello.group() != codePoint()) {
            throw new IllegalStateException("this is no full handshake with " + group + ": " + hello);
        }
        return hello;
    }

    /** Frees what the engines hold, outside of the time that is measured. */
    @TearDown(Level.Invocation)
    public void close() throws SSLException {
        link.close();
    }

    private int codePoint() {
        return switch (group) {
            case "x25519" -> 0x001d;
            case "secp256r1" -> 0x0017;
            default -> throw new IllegalArgumentException(group + " is no group that is measured");
        };
    }
}
