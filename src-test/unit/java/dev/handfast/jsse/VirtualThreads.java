package dev.handfast.jsse;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads of JDK 21 and later, for sources that are compiled for 17. */
final class VirtualThreads {

    private VirtualThreads() {}

    static Thread start(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    /** One thread for each task. */
    static ExecutorService executor() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
