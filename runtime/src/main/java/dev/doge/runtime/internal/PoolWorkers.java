package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The threads that run tasks: a pool of the engine's own, or one that a user supplied. Thread-safe. */
final class PoolWorkers implements Workers {
    /** A worker of the engine's own pool: its seat is one field away. */
    private static final class Worker extends ForkJoinWorkerThread {
        private final PoolWorkers workers;
        private final Seat seat;

        Worker(ForkJoinPool pool, PoolWorkers workers) {
            super(pool);
            this.workers = workers;
            this.seat = new Seat(this);
        }

        @Override
        protected void onStart() {
            super.onStart();
            setName("doge-".concat(getName())); // linking a + costs a cold process milliseconds
            workers.seats.add(seat);
        }

        @Override
        protected void onTermination(@Nullable Throwable thrown) {
            workers.seats.remove(seat);
            super.onTermination(thrown);
        }
    }

    private final ForkJoinPool pool;
    private final boolean own;
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ThreadLocalUsage") // a seat is of one engine: who leaves the engine leaves the seat
    private final ThreadLocal<Seat> guests = new Guests();

    PoolWorkers(int parallelism, @Nullable ForkJoinPool supplied) {
        this.own = supplied == null;
        this.pool = supplied != null ? supplied : new ForkJoinPool(parallelism, new OwnThreads(), null, false);
    }

    /** The seats of threads that are not workers of the engine's own pool. */
    private final class Guests extends ThreadLocal<Seat> {
        @Override
        protected Seat initialValue() {
            Seat seat = new Seat(Thread.currentThread());
            if (isWorker()) {
                takeIn(seat);
            }
            return seat;
        }
    }

    /** Makes workers. A class, since a lambda would be the first of a program that only starts and ends. */
    private final class OwnThreads implements ForkJoinPool.ForkJoinWorkerThreadFactory {
        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool forkJoinPool) {
            return new Worker(forkJoinPool, PoolWorkers.this);
        }
    }

    private void takeIn(Seat seat) {
        seats.removeIf(other -> !other.thread().isAlive()); // threads of a supplied pool do not say when they end
        seats.add(seat);
    }

    @Override
    public Seat seat() {
        return Thread.currentThread() instanceof Worker worker && worker.workers == this ? worker.seat : guests.get();
    }

    @Override
    public Collection<Seat> seats() {
        return seats;
    }

    @Override
    public boolean isWorker() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread worker && worker.getPool() == pool;
    }

    @Override
    public void park() {
        LockSupport.park(this);
    }

    @Override
    public void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }

    @Override
    public long blocks(Goal until, long nanos) {
        return nanos;
    }

    @Override
    public boolean letCallersHelp() {
        return true;
    }

    @Override
    public void helps(Seat seat, boolean begins) {
        if (begins) {
            seats.add(seat);
        } else {
            seats.remove(seat);
        }
    }

    @Override
    public boolean areGone() {
        return !own && pool.isShutdown();
    }

    @Override
    public void start(ForkJoinTask<?> task) {
        if (isWorker()) {
            task.fork();
        } else {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException e) {
                if (!own || !pool.isShutdown()) {
                    throw e;
                } // the executor was closed: nobody waits for it
            }
        }
    }

    @Override
    public List<Request<?>> close(Duration grace) {
        long end = System.nanoTime() + Clock.nanos(grace);
        if (own) {
            pool.shutdownNow();
            try {
                pool.awaitTermination(Clock.nanos(grace), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        List<Request<?>> running = running();
        while (!running.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000); // threads of others say nothing when a task returns
            running = running();
        }
        return running;
    }

    private List<Request<?>> running() {
        List<Request<?>> running = new ArrayList<>();
        for (Seat seat : seats) {
            Step step = seat.current();
            Request<?> request = step == null ? null : step.request();
            if (request != null) {
                running.add(request);
            }
        }
        return running;
    }
}
