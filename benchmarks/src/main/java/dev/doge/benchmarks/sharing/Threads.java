package dev.doge.benchmarks.sharing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for contenders that bring none: as many as are needed, so that nobody fails for want of one. */
final class Threads {
    private Threads() {}

    static ExecutorService pool() {
        return Executors.newCachedThreadPool(body -> {
            Thread thread = new Thread(body, "body");
            thread.setDaemon(true); // a scenario may leave bodies that hang
            return thread;
        });
    }
}
