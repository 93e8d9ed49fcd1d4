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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What growth costs in time: one record of 1024 bytes with TLS_AES_128_GCM_SHA256, wrapped and unwrapped as in
 * {@link RecordBenchmark}, but on each of many open connections in turn. What it costs in memory is told by {@link IdleMemory}.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ConnectionsBenchmark -prof gc
 * }</pre>
 *
 * <p>Conscrypt holds two file descriptors for each engine, so 10,000 connections of its need a limit above 40,000.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConnectionsBenchmark {
    private static final int SIZE = 1024;

    /** Whose engines. */
    @Param
    public TlsProvider provider;

    /** How many are open. */
    @Param({"1", "100", "10000"})
    public int connections;

    private final Link link = new Link(Buffers.heap);
    private final Content content = Buffers.heap.content(SIZE);
    private EnginePair[] pairs;
    private int next;

    /** Opens them all. */
    @Setup
    public void connect() throws GeneralSecurityException, IOException, OperatorCreationException {
        Endpoints endpoints = new Endpoints(provider, Terms.of(Suite.TLS_AES_128_GCM_SHA256));
        pairs = new EnginePair[connections];
        for (int number = 0; number < connections; number++) {
            link.connect(endpoints);
            pairs[number] = link.pair();
        }
    }

    /** Returns the data as it arrived. */
    @Benchmark
    public ByteBuffer wrapAndUnwrap() throws SSLException {
        link.use(pairs[next]);
        next = next + 1 == pairs.length ? 0 : next + 1;
        ByteBuffer received = link.transfer(content);
        if (received.remaining() != SIZE) {
            throw new IllegalStateException(received.remaining() + " bytes arrived of " + SIZE);
        }
        return received;
    }

    /** Closes them all. */
    @TearDown
    public void close() throws SSLException {
        for (EnginePair pair : pairs) {
            link.use(pair);
            link.close();
        }
    }
}
