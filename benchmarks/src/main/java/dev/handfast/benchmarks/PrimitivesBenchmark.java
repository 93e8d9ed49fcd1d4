package dev.handfast.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.CryptoException;
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
 * The primitives that TLS stands on, by whose code they are: what a TLS provider's choice among them is founded on.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PrimitivesBenchmark -prof gc
 * java -jar benchmarks/target/benchmarks.jar PrimitivesBenchmark -p primitive=X25519,ECDSA_SIGN -p implementation=jdk,bc
 * }</pre>
 *
 * <p>What an implementation doesn't have ends at once with an error, and the run goes on: ACCP 2.5 has neither X25519 nor
 * ChaCha20 nor ML-KEM, and the JDK has ML-KEM from 24 on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrimitivesBenchmark {
    /** What is done. */
    @Param
    public Primitive primitive;

    /** Whose code does it: the JDK's providers, Bouncy Castle's lightweight classes, or Amazon Corretto Crypto Provider. */
    @Param({"jdk", "bc", "accp"})
    public String implementation;

    private Primitive.Operation operation;

    /** Makes keys, and what there is to verify. Does it once, and refuses an operation whose result is wrong. */
    @Setup
    public void prepare() throws GeneralSecurityException, IOException, CryptoException {
        operation = primitives().prepare(primitive);
        operation.run();
    }

    private Primitive.Implementation primitives() throws GeneralSecurityException {
        return switch (implementation) {
            case "jdk" -> new JcaPrimitives(Crypto.jdk.providers());
            case "bc" -> new LightweightPrimitives();
            case "accp" -> new JcaPrimitives(Crypto.accp.providers());
            default -> throw new IllegalArgumentException(implementation + " is none of jdk, bc, accp");
        };
    }

    /** Returns what came of it. */
    @Benchmark
    public Object perform() throws GeneralSecurityException, IOException, CryptoException {
        return operation.run();
    }
}
