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
 * One resumed handshake, both sides, which the server's messages on the wire are asked to show in every handshake: a pre-shared key in
 * TLS 1.3, where the keys are agreed with x25519 all the same, and no certificate in TLS 1.2. A byte of the server's follows, and is in
 * the time of every provider: BoringSSL's tickets come no earlier. BCJSSE is left out: it resumes nothing in TLS 1.3.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ResumptionBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 2)
public class ResumptionBenchmark {
    private static final int PORT = 443;

    /** More than one connection leaves. */
    private static final int SESSIONS = 100;

    /** Whose engines. */
    @Param({"Handfast", "SunJSSE", "Conscrypt", "Netty"})
    public TlsProvider provider;

    /** The version; the certificate of the first handshake is ECDSA's with P-256. */
    @Param({"tls13", "tls12"})
    public String version;

    private Endpoints endpoints;
    private Link link;

    /** Makes the session that all others go back to. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, OperatorCreationException {
        Suite suite =
                version.equals("tls13") ? Suite.TLS_AES_128_GCM_SHA256 : Suite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
        System.setProperty("jdk.tls.namedGroups", "x25519,secp256r1");
        endpoints = new Endpoints(provider, suite, SESSIONS);
        link = new Link(Buffers.heap);
        link.connect(endpoints, endpoints.client(PORT));
        link.greet();
        link.close();
    }

    /** Returns what was negotiated. */
    @Benchmark
    public ServerFlight handshake() throws SSLException {
        ServerFlight flight = link.connect(endpoints, endpoints.client(PORT));
        if (flight.isFull()) {
            throw new IllegalStateException("nothing was resumed: " + flight);
        }
        link.greet();
        return flight;
    }

    /** Frees what the engines hold, outside of the time that is measured. */
    @TearDown(Level.Invocation)
    public void close() throws SSLException {
        link.close();
    }
}
