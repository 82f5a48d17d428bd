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

    /** Returns whether the threads are somebody else's who has ended them. */
    default boolean areGone() {
        return false;
    }

    /** Returns the seats of all threads that may run tasks just now. */
    Collection<Seat> seats();

    /** Returns whether the calling thread is one of these. */
    boolean isWorker();

    /** Parks the calling thread as {@link java.util.concurrent.locks.LockSupport#park} does. */
    void park();

    /** Lets a thread go on that parks here, or is about to. Any thread may ask. */
    void unpark(Thread thread);

    /**
     * Says that the calling thread is about to block until something is done. Threads of their own go on meanwhile and need not know; where
     * there are none, the work is done before this returns.
     *
     * @param nanos how long it will block at most
     * @return how long it is still to block at most
     */
    long blocks(Goal until, long nanos);

    /** Returns whether callers may run short tasks. What is short is measured, which nothing that is to be repeated can be made of. */
    boolean letCallersHelp();

    /** Says that the thread of a seat, which is none of these, begins or ceases to run tasks. */
    void helps(Seat seat, boolean begins);

    /** Ends the threads, or waits for the bodies that run on threads of others. Returns what still runs when the grace is over. */
    List<Request<?>> close(Duration grace);
}
