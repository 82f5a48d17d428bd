package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/** The threads that run tasks, as the engine sees them: a test can put others in their place. Thread-safe. */
interface Workers {
    /** Hands something to the threads: to the worker's own queue when called on one. */
    void start(ForkJoinTask<?> task);

    /** Returns the calling thread's seat. */
    Seat seat();

    /** Returns the seats of all threads that may run tasks just now. */
    Collection<Seat> seats();

    /** Returns whether the calling thread is one of these. */
    boolean isWorker();

    /** Says that the thread of a seat, which is none of these, begins or ceases to run tasks. */
    void helps(Seat seat, boolean begins);

    /** Ends the threads, or waits for the bodies that run on threads of others. Returns what still runs when the grace is over. */
    List<Request<?>> close(Duration grace);
}
