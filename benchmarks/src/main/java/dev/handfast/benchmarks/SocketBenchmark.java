package dev.handfast.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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
 * {@code SSLSocket}s over the loopback interface, with TLS_AES_128_GCM_SHA256: a client that writes as fast as a server reads, and a
 * client and a server that take turns. Both ends are in this JVM, each in its thread, so this is the one benchmark that uses two cores.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar SocketBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar SocketBenchmark.write -p size=1024
 * }</pre>
 *
 * <p>Netty has no sockets of this kind.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SocketBenchmark {
    /** What a thread does to the server's end until the client closes. */
    private interface Service {
        /** Returns the number of bytes that arrived. */
        long serve(InputStream in, OutputStream out) throws IOException;
    }

    /** One connection, and a thread for its server. */
    private static final class Conversation {
        private final SocketPair pair;
        private final FutureTask<Long> arrived;
        private final byte[] content;
        private long sent;

        Conversation(TlsProvider provider, int size, Service service)
                throws GeneralSecurityException, IOException, OperatorCreationException {
            try (SocketEndpoints endpoints = new SocketEndpoints(provider, Terms.of(Suite.TLS_AES_128_GCM_SHA256))) {
                pair = endpoints.connect();
            }
            pair.greet();
            content = new byte[size];
            arrived = new FutureTask<>(() ->
                    service.serve(pair.server().getInputStream(), pair.server().getOutputStream()));
            new Thread(arrived, "server").start();
        }

        void send() throws IOException {
            pair.client().getOutputStream().write(content);
            sent += content.length;
        }

        byte[] receive() throws IOException {
            if (pair.client().getInputStream().readNBytes(content, 0, content.length) != content.length) {
                throw new IllegalStateException("the server has closed");
            }
            return content;
        }

        /** Closes, and refuses what was measured if not all that was sent has arrived. */
        void end() throws IOException, InterruptedException, ExecutionException {
            pair.client().close();
            if (arrived.get() != sent) {
                throw new IllegalStateException(arrived.get() + " bytes arrived of " + sent);
            }
            pair.close();
        }
    }

    /** A server that reads whatever comes. */
    @State(Scope.Thread)
    public static class Stream {
        private static final int MORE_THAN_A_RECORD = 1 << 15;

        /** Whose sockets. */
        @Param({"Handfast", "SunJSSE", "BCJSSE", "Conscrypt"})
        public TlsProvider provider;

        /** Bytes that the client writes in one call. */
        @Param({"1024", "16384"})
        public int size;

        private Conversation conversation;

        /** Makes the connection, once for all writes. */
        @Setup
        public void connect() throws GeneralSecurityException, IOException, OperatorCreationException {
            conversation = new Conversation(provider, size, Stream::read);
        }

        private static long read(InputStream in, OutputStream out) throws IOException {
            byte[] buffer = new byte[MORE_THAN_A_RECORD];
            long bytes = 0;
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                bytes += some;
            }
            return bytes;
        }

        /** Asks whether all has arrived. */
        @TearDown
        public void end() throws IOException, InterruptedException, ExecutionException {
            conversation.end();
        }
    }

    /** A server that sends back what comes. */
    @State(Scope.Thread)
    public static class Turns {
        private static final int SIZE = 100;

        /** Whose sockets. */
        @Param({"Handfast", "SunJSSE", "BCJSSE", "Conscrypt"})
        public TlsProvider provider;

        private Conversation conversation;

        /** Makes the connection, once for all turns. */
        @Setup
        public void connect() throws GeneralSecurityException, IOException, OperatorCreationException {
            conversation = new Conversation(provider, SIZE, Turns::echo);
        }

        private static long echo(InputStream in, OutputStream out) throws IOException {
            byte[] buffer = new byte[SIZE];
            long bytes = 0;
            while (in.readNBytes(buffer, 0, SIZE) == SIZE) {
                out.write(buffer);
                bytes += SIZE;
            }
            return bytes;
        }

        /** Asks whether all has arrived. */
        @TearDown
        public void end() throws IOException, InterruptedException, ExecutionException {
            conversation.end();
        }
    }

    /** Writes once. The network's buffers make the client wait for the server, so in the long run both have done their part. */
    @Benchmark
    public void write(Stream stream) throws IOException {
        stream.conversation.send();
    }

    /** Sends 100 bytes and returns them as they came back. */
    @Benchmark
    public byte[] roundTrip(Turns turns) throws IOException {
        turns.conversation.send();
        return turns.conversation.receive();
    }
}
