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
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record of application data: the client's engine wraps it, the server's unwraps it. The benchmark reuses its
 * buffers and allocates nothing, so the bytes that {@code -prof gc} counts are the provider's.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar RecordBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar RecordBenchmark -prof gc -p provider=Handfast,SunJSSE -p size=16384
 * java -jar benchmarks/target/benchmarks.jar RecordBenchmark -prof gc -p buffers=heap,direct,mixed,gathered
 * }</pre>
 *
 * <p>The suite tells the version. BoringSSL, which is in Conscrypt and behind Netty, offers every suite of TLS 1.3 and
 * lets nobody choose, so with it only the suite that it prefers on this machine is measured; and of the CBC suites it
 * has none with SHA-256. What it cannot be measured with ends at once with an error, and the run goes on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    /** Whose engines. */
    @Param
    public TlsProvider provider;

    /** Bytes of application data in the record. */
    @Param({"64", "1024", "16384"})
    public int size;

    /** What protects the record. */
    @Param({
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
    })
    public Suite suite;

    /** Where the buffers are. */
    @Param("heap")
    public Buffers buffers;

    private Link link;
    private Content content;

    /** Makes the connection, once for all records. */
    @Setup
    public void connect() throws GeneralSecurityException, IOException, OperatorCreationException {
        link = new Link(buffers);
        link.connect(new Endpoints(provider, Terms.of(suite)));
        content = buffers.content(size);
    }

    /** Returns the data as it arrived. */
    @Benchmark
    public ByteBuffer wrapAndUnwrap() throws SSLException {
        ByteBuffer received = link.transfer(content);
        if (received.remaining() != size) {
            throw new IllegalStateException(received.remaining() + " bytes arrived of " + size);
        }
        return received;
    }
}
