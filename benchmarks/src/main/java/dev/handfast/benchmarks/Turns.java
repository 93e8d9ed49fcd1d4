package dev.handfast.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a JVM of {@link Compare} does: for each line of its standard input, which holds milliseconds, it repeats one benchmark for so long,
 * and answers how many times that was, in how many nanoseconds and with how many bytes. In between it waits, and takes no time from others.
 */
final class Turns {
    /** Of what takes no longer than reading the clock does, once would measure the clock. */
    private static final int REPETITIONS = 16;

    private final Callable<?> operation;
    private final Object instance;
    private final List<Method> afterEach;

    /** Keeps the compiler from leaving out what nobody looks at. */
    private Object result;

    private Turns(Trial trial) throws Throwable {
        instance = trial.instance();
        for (Method setup : trial.methods(Setup.class)) {
            setup.invoke(instance);
        }
        operation = callable(instance, trial.operation());
        afterEach = trial.methods(TearDown.class).stream()
                .filter(method -> method.getAnnotation(TearDown.class).value() == Level.Invocation)
                .toList();
    }

    /** Arguments: the class of a benchmark, and its parameters as {@code name=value}. */
    public static void main(String[] arguments) throws Throwable {
        // Bouncy Castle's thread that gathers entropy would keep the JVM alive, and who waits for an answer waiting.
        Thread.setDefaultUncaughtExceptionHandler((thread, failed) -> {
            failed.printStackTrace();
            System.exit(1);
        });
        List<String> params = Arrays.asList(arguments).subList(1, arguments.length);
        Turns turns = new Turns(Trial.of(arguments[0], params));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(turns.take(Duration.ofMillis(Long.parseLong(line))));
        }
        System.exit(0);
    }

    private String take(Duration turn) throws Exception {
        long before = allocated();
        long start = System.nanoTime();
        long end = start + turn.toNanos();
        long times = 0;
        long nanoseconds = 0;
        while (System.nanoTime() - end < 0) {
            nanoseconds += afterEach.isEmpty() ? timed(REPETITIONS) : timed(1);
            times += afterEach.isEmpty() ? REPETITIONS : 1;
            for (Method method : afterEach) {
                method.invoke(instance);
            }
        }
        Objects.requireNonNull(result);
        return times + " " + nanoseconds + " " + (allocated() - before);
    }

    private long timed(int repetitions) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            result = operation.call();
        }
        return System.nanoTime() - start;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** A call that compilers see through, as they would not with reflection. */
    private static Callable<?> callable(Object instance, Method method) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle target = lookup.unreflect(method);
        MethodHandle factory = LambdaMetafactory.metafactory(
                        lookup,
                        "call",
                        MethodType.methodType(Callable.class, instance.getClass()),
                        MethodType.methodType(Object.class),
                        target,
                        MethodType.methodType(method.getReturnType()))
                .getTarget();
        return (Callable<?>) factory.invoke(instance);
    }
}
