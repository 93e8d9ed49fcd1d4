package dev.handfast.apps;

/** Threads that end with the JVM. What fails there is printed, and missed by whoever waits for it. */
final class Background {
    private Background() {}

    interface Work {
        void run() throws Exception;
    }

    static void run(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
