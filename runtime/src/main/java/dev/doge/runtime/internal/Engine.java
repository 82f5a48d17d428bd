package dev.doge.runtime.internal;

import dev.doge.runtime.CloseReport;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.Running;
import dev.doge.runtime.event.TaskListener;
import dev.doge.runtime.spi.ContextCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

// Long because all ways to start runs stand beside each other: they share how a run begins, is refused and is waited
// for.
/** What an executor is made of: the pool, the live frames, and the threads that work or wait. Thread-safe. */
public final class Engine {
    /** How many blocking runs may be nested on one thread's stack. */
    static final int DEEPEST = 256;

    /** As many are nested on any stack without a look. */
    private static final int SHALLOW = 16;

    /** How many places the table of an engine has that runs on threads of somebody else's. */
    private static final int FEW_PLACES = 64;

    private final Workers workers;
    private final FrameTable table;
    private final Helping helping;
    private final Rings rings = new Rings();
    private final Clock clock;
    private final Object deaths = new Object();
    private final List<Observer> listeners;
    private final LongAdder listenerFailures = new LongAdder();
    private final List<ContextCarrier> carriers;
    private final AtomicLong generations = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable CloseReport report;

    /** Made when somebody keeps something for the first time. */
    private volatile @Nullable Overdue overdue;

    /**
     * Makes an engine.
     *
     * @param parallelism how many workers, if there is no pool
     * @param pool the pool to use, which stays the caller's; null for one of its own
     * @param listeners who hears of all that happens
     * @param carriers what takes the context of callers into tasks
     */
    public Engine(
            int parallelism, @Nullable ForkJoinPool pool, List<TaskListener> listeners, List<ContextCarrier> carriers) {
        this(new PoolWorkers(parallelism, pool), new Timers(), listeners, carriers, FrameTable.PLACES);
    }

    Engine(int parallelism, @Nullable ForkJoinPool pool, List<TaskListener> listeners) {
        this(parallelism, pool, listeners, List.of());
    }

    /** Makes an engine with threads and time of somebody else's, and a small table: where frames meet, something is to be seen. */
    Engine(Workers workers, Clock clock, List<TaskListener> listeners) {
        this(workers, clock, listeners, List.of(), FEW_PLACES);
    }

    private Engine(
            Workers workers, Clock clock, List<TaskListener> listeners, List<ContextCarrier> carriers, int places) {
        this.carriers = List.copyOf(carriers);
        this.workers = workers;
        this.clock = clock;
        this.helping = new Helping(workers);
        this.table = new FrameTable(this, places);
        Observer[] observers = new Observer[listeners.size()];
        for (int i = 0; i < observers.length; i++) {
            observers[i] = new Mailbox(this, listeners.get(i), 0);
        }
        this.listeners = List.of(observers);
    }

    /** Takes what the calling thread carries; null if nothing is to be carried. */
    @Nullable
    Context capture() {
        return Context.capture(carriers);
    }

    // ---- those who look on ----

    /** Returns a number for the generation that a frame is, greater than all before. */
    long nextGeneration() {
        return generations.incrementAndGet();
    }

    /** Logs and counts what a listener has thrown. */
    void listenerFailed(Object event, Throwable thrown) {
        listenerFailures.increment();
        Warnings.thrown(() -> "a listener has thrown when it was told " + TaskNode.text(event), thrown);
    }

    /**
     * Returns how often listeners have thrown.
     *
     * @return how often since the beginning
     */
    public long listenerFailures() {
        return listenerFailures.sum();
    }

    /** Returns those who listen to a call of some runs: some, and its own. */
    private List<Observer> listening(RunOptions options, List<Observer> all, int runs) {
        List<TaskListener> own = options.listeners();
        if (own.isEmpty()) {
            return all;
        }
        if (all.isEmpty() && own.size() == 1) {
            return List.of(new Mailbox(this, own.get(0), runs));
        }
        List<Observer> listening = new ArrayList<>(all);
        own.forEach(listener -> listening.add(new Mailbox(this, listener, runs)));
        return listening;
    }

    /** Returns those who look on at the runs of a domain. */
    private List<Observer> observers(Domain domain, RunOptions options, List<Observer> listening) {
        if (!options.isRecorded()) {
            return listening;
        }
        List<Observer> observers = new ArrayList<>(listening);
        observers.add(new Recorder(domain, clock));
        return observers;
    }

    /** Returns what a call sees of a session; null outside of sessions. */
    private static @Nullable Snapshot snapshot(@Nullable SessionState session, int runs) {
        return session == null ? null : session.begin(runs);
    }

    /** Makes a run of somebody outside. */
    private <T extends @Nullable Object> Run<T> outside(
            Request<T> request, RunOptions options, @Nullable Snapshot snapshot, List<Observer> listening) {
        Domain domain = Domain.of(this, snapshot, 1);
        Run<T> run = new Run<>(request, domain);
        run.observedBy(observers(domain, options, listening));
        return run;
    }

    private <T extends @Nullable Object> Run<T> outside(
            Request<T> request, RunOptions options, @Nullable Snapshot snapshot) {
        return outside(request, options, snapshot, listening(options, listeners, 1));
    }

    Clock clock() {
        return clock;
    }

    FrameTable table() {
        return table;
    }

    Helping helping() {
        return helping;
    }

    Seat seat() {
        return workers.seat();
    }

    Collection<Seat> seats() {
        return workers.seats();
    }

    /** Returns what looks after those who keep ready nodes for themselves. */
    Overdue overdue() {
        Overdue known = overdue;
        return known == null ? makeOverdue() : known;
    }

    private synchronized Overdue makeOverdue() {
        Overdue known = overdue;
        if (known == null) {
            known = new Overdue(this, workers.letCallersHelp());
            overdue = known;
        }
        return known;
    }

    /** Hands a step to the pool: to the worker's own queue when called on one. */
    void start(Step step) {
        try {
            workers.start(step);
        } catch (RejectedExecutionException e) {
            workers.seat().refused(step, e);
        }
    }

    // ---- runs ----

    /**
     * Starts a run.
     *
     * @param request what to run
     * @param options how to run it
     * @param session the session it is part of; null if of none
     * @param <T> the type of the value
     * @return the run
     */
    public <T extends @Nullable Object> Run<T> submit(
            Request<T> request, RunOptions options, @Nullable SessionState session) {
        letGo();
        return begin(outside(request, options, snapshot(session, 1)), options, null);
    }

    /** Hands to the pool what a worker keeps for itself whose body asks for something: it may wait for that in a way that is not seen here. */
    private void letGo() {
        if (workers.isWorker()) {
            workers.seat().letsGo();
        }
    }

    <T extends @Nullable Object> Run<T> submit(Request<T> request, RunOptions options) {
        return submit(request, options, null);
    }

    /** Returns whether what a run is part of takes no more runs. */
    private boolean isClosedTo(Run<?> run) {
        SessionState session = run.domain().session();
        return (closed && !run.isNested()) || (session != null && session.isClosed() && run.hasOwnDomain());
    }

    /** Attaches a run. If that cannot be, because it is refused or a user's key throws, the run has ended and is of no session's concern any more. */
    private <R extends Run<?>> R begin(R run, RunOptions options, @Nullable Turn turn) {
        try {
            return attach(run, options, turn);
        } catch (Throwable e) {
            run.cancel(false);
            throw e;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the same future
    private <R extends Run<?>> R attach(R run, RunOptions options, @Nullable Turn turn) {
        if (isClosedTo(run)) {
            throw refused(run);
        }
        if (workers.areGone() && !(run.isNested() && workers.isWorker())) { // there they still go on
            throw new RejectedExecutionException(
                    "the pool of the executor is shut down: " + run.request() + " was not started");
        }
        if (options.keepsGoing()) {
            run.keepsGoing();
        }
        TaskNode task = Api.node(run.request());
        Duration limit = options.deadline().orElse(null);
        if (limit != null) {
            run.limit(clock.now().plusNanos(Clock.nanos(limit)));
        }
        Layout layout = task.layout();
        Demand wanted = layout.demand(task.index());
        boolean joined;
        if (turn == null) {
            joined = table.attach(layout, run.request().graph(), Api.key(run.request()), run, wanted);
        } else {
            joined = table.attach(layout, run.request().graph(), Api.key(run.request()), run, wanted, turn);
            turn.settle();
        }
        if (joined) {
            run.joined();
        }
        if (isClosedTo(run) && run.cancel(false)) { // it may have come too late for who closes to see it
            throw refused(run);
        }
        if (limit != null) {
            run.expiresUnless(
                    clock.schedule(limit, () -> run.expire(() -> "the run's deadline of " + limit + " has passed")));
        }
        return run;
    }

    private RejectedExecutionException refused(Run<?> run) {
        String what = closed ? "the executor" : "the session";
        return new RejectedExecutionException(what + " is closed: " + run.request() + " was not started");
    }

    /**
     * Runs a request and waits for its value.
     *
     * @param request what to run
     * @param options how to run it
     * @param session the session it is part of; null if of none
     * @param <T> the type of the value
     * @return the value
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is known is that request's value; null only if that may be null
    public <T extends @Nullable Object> T run(Request<T> request, RunOptions options, @Nullable SessionState session) {
        Seat seat = workers.seat();
        if (isInside(seat)) {
            return runNested(List.of(request), options, session, seat).get(0);
        }
        if (session == null) {
            return Results.of(begun(request, options, null, seat));
        }
        Object known = listeners.isEmpty() && !closed ? session.known(request, options) : null;
        if (known != null) {
            return (T) (known == Node.NULL ? null : known);
        }
        Snapshot snapshot = session.begin(1);
        T value = Results.of(begun(request, options, snapshot, seat));
        session.knows(request, snapshot, value);
        return value;
    }

    <T extends @Nullable Object> T run(Request<T> request, RunOptions options) {
        return run(request, options, null);
    }

    private <T extends @Nullable Object> Run<T> begun(
            Request<T> request, RunOptions options, @Nullable Snapshot snapshot, Seat seat) {
        Run<T> run = outside(request, options, snapshot);
        if (!mayHelp(options)) {
            return begin(run, options, null);
        }
        helped(List.of(run), options, seat, 0);
        return run;
    }

    private boolean mayHelp(RunOptions options) {
        return options.callerHelps() && workers.letCallersHelp();
    }

    /** Returns whether the calling thread is a worker, or a caller that runs a body just now. */
    private boolean isInside(Seat seat) {
        return workers.isWorker() || seat.current() != null;
    }

    /** Begins runs on the thread of a caller, which then runs short tasks of them for a while. */
    @SuppressWarnings("FutureReturnValueIgnored") // the same futures
    private void helped(List<? extends Run<?>> runs, RunOptions options, Seat seat, int callbacks) {
        Streak outer = seat.streak;
        if (outer != null) { // where this is called back
            outer.end();
        }
        Streak streak = new Streak(this, seat, runs, callbacks);
        Turn turn = new Turn(streak);
        boolean wasArriving = seat.waits();
        seat.streak = streak;
        workers.helps(seat, true);
        try {
            for (Run<?> run : runs) {
                begin(run, options, turn);
                streak.drain(turn, run);
            }
        } finally {
            streak.end();
            workers.helps(seat, outer != null);
            seat.streak = outer;
            seat.goesOn(wasArriving);
        }
    }

    /**
     * Runs requests at the same time and waits for all values.
     *
     * @param requests what to run
     * @param options how to run each
     * @param session the session they are part of; null if of none
     * @param <T> the type of the values
     * @return the values in the order of the requests
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the same futures
    public <T extends @Nullable Object> List<T> runAll(
            Collection<Request<T>> requests, RunOptions options, @Nullable SessionState session) {
        List<Request<T>> all = List.copyOf(requests);
        if (all.isEmpty()) {
            return List.of();
        }
        Seat seat = workers.seat();
        if (isInside(seat)) {
            return runNested(all, options, session, seat);
        }
        Domain domain = Domain.of(this, snapshot(session, all.size()), all.size());
        List<Observer> observers = observers(domain, options, listening(options, listeners, all.size()));
        List<Run<T>> runs = new ArrayList<>(all.size());
        Batch batch = new Batch(all.size(), options.keepsGoing());
        try {
            for (Request<T> request : all) {
                Run<T> run = new Run<>(request, domain);
                run.observedBy(observers);
                runs.add(run);
                run.whenComplete(batch);
            }
            if (mayHelp(options)) {
                helped(runs, options, seat, 1);
            } else {
                runs.forEach(run -> begin(run, options, null));
            }
            blocks(batch, Long.MAX_VALUE);
            batch.await();
            return Results.of(runs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Results.interrupted(all.get(0), e);
        } finally {
            runs.forEach(run -> run.cancel(false));
        }
    }

    /** A blocking run in a worker is a demand of the task that runs there: it helps, and is cancelled with the task. */
    @SuppressWarnings("FutureReturnValueIgnored") // the same futures
    private <T extends @Nullable Object> List<T> runNested(
            List<Request<T>> requests, RunOptions options, @Nullable SessionState session, Seat seat) {
        checkDepth(seat, requests.get(0));
        Step asking = seat.inBody();
        Frame asker = asking == null ? null : asking.frame();
        boolean own = asker == null || (session != null && asker.domain().session() != session);
        Domain domain = own || asker == null
                ? Domain.of(this, snapshot(session, requests.size()), requests.size())
                : asker.domain();
        List<Run<T>> runs = new ArrayList<>(requests.size());
        List<Observer> observers =
                observers(domain, options, listening(options, asking == null ? listeners : List.of(), requests.size()));
        List<NestedDemand> demands = new ArrayList<>(requests.size());
        seat.letsGo();
        seat.nested++;
        rings.nested(1);
        try {
            // All are made before one begins, which may throw: those that are there are ended.
            for (Request<T> request : requests) {
                Run<T> run = asker == null ? new Run<>(request, domain) : new Run<>(request, asker, domain);
                run.observedBy(observers);
                runs.add(run);
            }
            for (Run<T> run : runs) {
                if (asking != null) {
                    demands.add(demanded(run, asking.frame(), asking.node()));
                }
                begin(run, options, null);
            }
            helping.await(runs, options.keepsGoing(), seat, workers.isWorker(), true);
            return Results.of(runs);
        } finally {
            seat.nested--;
            rings.nested(-1);
            demands.forEach(NestedDemand::end);
            runs.forEach(run -> run.cancel(false));
        }
    }

    /**
     * Starts requests at the same time.
     *
     * @param requests what to run
     * @param options how to run each
     * @param session the session they are part of; null if of none
     * @param <T> the type of the values
     * @return the runs, to be taken as they end
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the same futures
    public <T extends @Nullable Object> Finished<T> startAll(
            Collection<Request<T>> requests, RunOptions options, @Nullable SessionState session) {
        List<Request<T>> all = List.copyOf(requests);
        letGo();
        Snapshot snapshot = all.isEmpty() ? null : snapshot(session, all.size());
        Finished<T> finished = new Finished<>(this);
        List<Run<T>> runs = new ArrayList<>(all.size());
        List<Observer> listening = listening(options, listeners, all.size());
        for (Request<T> request : all) {
            Run<T> run = outside(request, options, snapshot, listening);
            finished.add(run);
            runs.add(run);
        }
        try {
            runs.forEach(run -> begin(run, options, null));
        } catch (Throwable e) {
            finished.cancel();
            throw e;
        }
        return finished;
    }

    /**
     * Waits until one of some runs has ended, if the calling thread is a worker: it helps. As {@link #await(Run)}, and not by a method of both: each
     * frame on the stack costs a level of nested runs.
     */
    void awaitNext(Finished<?> finished) {
        Seat seat = workers.seat();
        if (!workers.isWorker()) {
            seat.letsGo();
        } else if (!finished.hasEnded()) {
            List<? extends Run<?>> left = finished.left();
            nests(seat, left.get(0));
            try {
                helping.await(left, finished::hasEnded, seat);
            } finally {
                seat.nested--;
            }
        }
    }

    /**
     * Says what is running.
     *
     * @param session in which session; null for all that the executor runs
     * @return the tasks
     */
    public List<Running> running(@Nullable SessionState session) {
        List<Running> running = new ArrayList<>();
        Collection<Seat> seats = workers.seats();
        table.forEach(frame -> {
            if (session == null || frame.domain().session() == session) {
                new Standing(frame).addRunning(seats, running);
            }
        });
        return Collections.unmodifiableList(running);
    }

    /** Notes a run that has not begun as the demand of a body. */
    private static NestedDemand demanded(Run<?> run, Frame asker, int node) {
        NestedDemand demand = new NestedDemand(asker, node, run);
        run.demandedBy(demand);
        return demand;
    }

    /**
     * Begins a run that a body demands, and notes it as the body's.
     *
     * @param node the body's node in the frame that asks
     * @return how the body lets go of it
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the same future
    NestedDemand demand(Run<?> run, int node) {
        letGo();
        NestedDemand demand = demanded(run, Objects.requireNonNull(run.from()), node);
        begin(run, RunOptions.defaults(), null);
        return demand;
    }

    /**
     * Waits for what a body has demanded, on whatever thread: a worker helps.
     *
     * @param leaves whether an interrupt cancels the runs: not if others may wait for them
     */
    <T extends @Nullable Object> List<T> awaitDemands(List<Run<T>> runs, boolean leaves) {
        Seat seat = workers.seat();
        boolean worker = workers.isWorker();
        nests(seat, runs.get(0));
        try {
            helping.await(runs, false, seat, worker, leaves);
            return Results.of(runs);
        } finally {
            seat.nested--;
        }
    }

    /** Refuses to wait on top of what a thread runs, if there is too much of it already. */
    private static void checkDepth(Seat seat, Request<?> request) {
        if (seat.nested >= DEEPEST) {
            throw tooDeep("deeper than " + DEEPEST, request);
        }
        if (seat.nested >= SHALLOW && !StackRoom.isThere()) {
            throw tooDeep(seat.nested + " deep, and the thread's stack has no room for more", request);
        }
    }

    private static RejectedExecutionException tooDeep(String how, Request<?> request) {
        return new RejectedExecutionException("blocking runs are nested " + how + ": " + request
                + " was not started; return a stage, or make it a task that is depended on");
    }

    /** Interrupts the body of a node that nobody wants any more, if it runs just now. */
    void interrupt(Frame frame, int n) {
        workers.seats().forEach(seat -> seat.interrupt(frame, n));
    }

    Rings rings() {
        return rings;
    }

    /** Says that the calling thread is about to block; returns how long it is still to block at most. */
    long blocks(Goal goal, long nanos) {
        Seat seat = workers.seat();
        seat.letsGo();
        seat.endArrivals();
        return workers.blocks(goal, nanos);
    }

    /**
     * Waits for a run that was started before, as its caller does: a worker helps.
     *
     * @param run the run
     */
    public void await(Run<?> run) {
        Seat seat = workers.seat();
        if (!workers.isWorker()) {
            seat.letsGo();
        } else if (!run.isDone()) {
            nests(seat, run);
            try {
                helping.await(List.of(run), true, seat, true, true);
            } finally {
                seat.nested--;
            }
        }
    }

    /** Says that a worker waits on top of what it runs. */
    private void nests(Seat seat, Run<?> run) {
        if (workers.isWorker()) {
            checkDepth(seat, run.request());
        }
        seat.letsGo();
        seat.nested++;
    }

    /**
     * Opens a session.
     *
     * @param maximum how many results it may keep
     * @return the session
     */
    public SessionState openSession(long maximum) {
        if (closed) {
            throw new RejectedExecutionException("the executor is closed: no session was opened");
        }
        return new SessionState(this, maximum);
    }

    // ---- the end ----

    boolean isClosed() {
        return closed;
    }

    /** Says that a frame has died, to who waits for the last one. */
    void died() {
        if (closed) {
            synchronized (deaths) {
                deaths.notifyAll();
            }
        }
    }

    /**
     * Stops intake, waits for the work under way, cancels what is left, and waits once more. The second call does nothing, and returns what became of
     * the work as far as that is known.
     *
     * @param grace how long each of the two waits may take
     * @return what became of the work
     */
    public CloseReport close(Duration grace) {
        if (isInside(workers.seat())) {
            throw new IllegalStateException("a task cannot close the executor that runs it: it would wait for itself");
        }
        synchronized (deaths) {
            if (closed) {
                CloseReport known = report;
                return known == null ? new CloseReport(List.of(), List.of()) : known;
            }
            closed = true;
        }
        boolean interrupted = !awaitQuiet(grace);
        List<Request<?>> cancelled = new ArrayList<>();
        for (Run<?> run : table.runs()) {
            if (run.cancel(false)) {
                cancelled.add(run.request());
            }
        }
        clock.close();
        List<Request<?>> running = workers.close(interrupted ? Duration.ZERO : grace);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!running.isEmpty()) {
            System.getLogger("dev.doge.runtime")
                    .log(
                            System.Logger.Level.WARNING,
                            "the executor was closed while these tasks ran on, and their threads with them: "
                                    + running);
        }
        CloseReport became = new CloseReport(cancelled, running);
        report = became;
        return became;
    }

    /** Returns false if the thread was interrupted. */
    private boolean awaitQuiet(Duration grace) {
        long end = clock.nanoTime() + Clock.nanos(grace);
        workers.blocks(table::isEmpty, Clock.nanos(grace));
        synchronized (deaths) {
            try {
                while (!table.isEmpty()) {
                    long left = (end - clock.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return true;
                    }
                    deaths.wait(left);
                }
            } catch (InterruptedException e) {
                return false;
            }
        }
        return true;
    }
}
