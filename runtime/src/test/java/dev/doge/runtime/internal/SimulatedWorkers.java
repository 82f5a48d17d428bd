package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The threads of a simulation, and whose turn it is. */
/* Design
 *
 * All code of a simulation runs on strands: the test's own thread, and threads that carry out steps, timers and what else is to happen. One of
 * them has the turn. It keeps it until it waits, pauses or ends; then the next is drawn, by a seeded generator, from all that could go on:
 * strands whose wait is over, and work that nobody has begun. Steps are begun only as long as fewer than `parallelism` are under way, so what
 * a pool of one does to waits within waits can be seen here, too. Nothing is drawn from anything that differs from one execution to the next
 * (addresses, the machine's time, which thread is faster), hence the same seed gives the same schedule.
 *
 * Time passes when nothing can go on; in a hasty simulation also otherwise, as it does for threads that the machine keeps waiting. If there is
 * no timer either, nothing will ever happen again: the test's thread is told.
 *
 * Between two points where a strand may lose its turn no other is seen. Races within the engine's own steps are for Lincheck and for real pools;
 * a body that pauses can be left, joined and overtaken anywhere.
 */
final class SimulatedWorkers implements Workers {
    private static final int HASTE = 8;
    private static final Object QUIET = "all to be quiet";

    private final long seed;
    private final Random random;
    private final int parallelism;
    private final boolean hasty;
    private final VirtualClock clock = new VirtualClock(this);
    private final Strand test = new Strand("the test");
    private final List<Strand> strands = new ArrayList<>(List.of(test));
    private final List<Strand.Work> waiting = new ArrayList<>();
    private final List<Object> choices = new ArrayList<>();
    private final List<Object> schedule = new ArrayList<>();
    private volatile Strand running = test;
    private volatile @Nullable String stranger;
    private @Nullable Engine engine;
    private @Nullable Throwable failure;
    private int steps;
    private boolean closed;
    private boolean stopping;

    SimulatedWorkers(long seed, int parallelism, boolean hasty) {
        this.seed = seed;
        this.random = new Random(seed);
        this.parallelism = parallelism;
        this.hasty = hasty;
    }

    VirtualClock clock() {
        return clock;
    }

    void serves(Engine served) {
        engine = served;
    }

    /** Returns what was drawn, in order, for people and for comparison. */
    String schedule() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < schedule.size(); i += 2) {
            text.append(schedule.get(i))
                    .append(": ")
                    .append(schedule.get(i + 1))
                    .append('\n');
        }
        return text.toString();
    }

    private Strand current() {
        Strand current = running;
        if (current.thread() != Thread.currentThread()) {
            stranger = "seed " + seed + ": " + Thread.currentThread().getName() + " is no thread of the simulation;"
                    + " complete stages by its clock or its executor";
            throw new IllegalStateException(stranger);
        }
        return current;
    }

    // ---- whose turn it is ----

    private void pass(Strand me) {
        if (stopping && me != test && me.work != null) {
            throw new Strand.Stopped();
        }
        Strand next = next(me);
        if (next != me) {
            me.hasHandedOn();
            running = next;
            next.takesTurn();
            me.awaitTurn();
        }
        me.wait = null;
        if (me == test && failure != null) {
            Throwable thrown = failure;
            failure = null;
            throw new AssertionError("seed " + seed + ": " + thrown, thrown);
        }
        if (stopping && me != test && me.work != null) {
            throw new Strand.Stopped();
        }
    }

    private Strand next(Strand me) {
        if (stopping) {
            return test;
        }
        while (true) {
            choices.clear();
            if (failure != null) {
                return test;
            }
            for (Strand strand : strands) {
                if (isBusy(strand) && strand.mayGoOn(clock.nanoTime())) {
                    choices.add(strand);
                }
            }
            for (Strand.Work work : waiting) {
                if (!work.isStep() || steps < parallelism) {
                    choices.add(work);
                }
            }
            long moment = nextMoment();
            boolean hurries = hasty && moment < Long.MAX_VALUE && random.nextInt(HASTE) == 0;
            if (!choices.isEmpty() && !hurries) {
                return goesOn(choices.get(random.nextInt(choices.size())), me);
            }
            if (choices.isEmpty() && test.wait != null && test.wait.what() == QUIET) {
                return test;
            }
            if (moment < Long.MAX_VALUE) {
                clock.passTo(moment);
            } else {
                failure = new AssertionError(stuck());
            }
        }
    }

    private boolean isBusy(Strand strand) {
        return strand == test || strand.work != null;
    }

    /** Returns when time could next change something; {@link Long#MAX_VALUE} if never. */
    long nextMoment() {
        long next = clock.nextTimer();
        for (Strand strand : strands) {
            if (isBusy(strand) && strand.wait != null) {
                next = Math.min(next, strand.wait.until());
            }
        }
        return next;
    }

    private Strand goesOn(Object chosen, Strand me) {
        if (chosen instanceof Strand strand) {
            note(strand, "goes on");
            return strand;
        }
        Strand.Work work = (Strand.Work) chosen;
        waiting.remove(work);
        if (work.isStep()) {
            steps++;
        }
        Strand idle = isBusy(me) ? idle() : me;
        idle.work = work;
        note(idle, work.what());
        return idle;
    }

    private Strand idle() {
        for (Strand strand : strands) {
            if (!isBusy(strand)) {
                return strand;
            }
        }
        List<Strand> self = new ArrayList<>(1);
        Strand strand = new Strand("strand " + strands.size(), () -> carry(self.get(0)));
        self.add(strand);
        strands.add(strand);
        return strand;
    }

    private void note(Strand strand, Object what) {
        schedule.add(strand.name());
        schedule.add(what);
    }

    private void carry(Strand me) {
        me.awaitTurn();
        while (me.work != null) {
            try {
                me.work.body().run();
            } catch (Strand.Stopped e) {
                // so be it
            } catch (Throwable thrown) { // what users' code throws is an outcome: this is ours, or a timer's
                failure = failure == null ? thrown : failure;
            }
            if (me.isWorker()) {
                steps--;
            }
            me.ends();
            if (stopping) {
                break;
            }
            pass(me);
        }
        me.hasHandedOn();
        running = test;
        test.takesTurn();
    }

    private String stuck() {
        StringBuilder text = new StringBuilder("nothing is ready and no timer is set, but there wait for ever:");
        strands.stream()
                .filter(this::isBusy)
                .forEach(strand -> text.append("\n  ").append(strand));
        text.append("\nruns under way: ")
                .append(Objects.requireNonNull(engine).table().runs().stream()
                        .map(Run::request)
                        .toList());
        return stranger == null ? text.toString() : text + "\n" + stranger;
    }

    // ---- what strands do ----

    /** Hands something to whoever comes first. */
    void begin(Strand.Work work) {
        waiting.add(work);
    }

    /** Lets others go on, or not. */
    void pause() {
        Strand me = current();
        me.waits(new Strand.Wait(() -> true, Long.MAX_VALUE, "its turn"));
        pass(me);
    }

    /** Lets all others go on until nobody can. Of the test's thread only. */
    void settle() {
        if (current() != test) {
            throw new IllegalStateException("only the test's own thread can wait until all is quiet");
        }
        test.waits(new Strand.Wait(() -> false, Long.MAX_VALUE, QUIET));
        pass(test);
    }

    /** Waits until something is the case, a moment has come, or the strand is interrupted. */
    void await(BooleanSupplier over, long until, Object what) {
        Strand me = current();
        me.waits(new Strand.Wait(over, until, what));
        pass(me);
    }

    /** Returns a number below a bound, from the same generator as the schedule. */
    int draw(int bound) {
        current();
        return random.nextInt(bound);
    }

    /** Ends all strands but the test's. */
    void stop() throws InterruptedException {
        if (running != test) {
            return; // the test's thread was interrupted: it has not got the turn, and never will
        }
        stopping = true;
        for (Strand strand : strands) {
            if (strand == test || strand.thread().getState() == Thread.State.NEW) {
                continue;
            }
            if (strand.thread().isAlive()) {
                test.hasHandedOn();
                running = strand;
                strand.takesTurn();
                test.awaitTurn();
            }
            strand.thread().join();
        }
        if (failure != null) {
            throw new AssertionError("seed " + seed + ": " + failure, failure);
        }
    }

    // ---- what the engine asks ----

    @Override
    public void start(ForkJoinTask<?> task) {
        current();
        if (!closed) {
            begin(new Strand.Work(task instanceof Step step ? described(step) : task, task::invoke, true));
        }
    }

    private static Object described(Step step) {
        Request<?> request = step.request();
        return request == null ? step.frame().layout().node(step.node()).name() : request;
    }

    @Override
    public Seat seat() {
        return current().seat();
    }

    @Override
    public List<Seat> seats() {
        return strands.stream().map(Strand::seat).toList();
    }

    @Override
    public boolean isWorker() {
        return current().isWorker();
    }

    @Override
    public void park() {
        Strand me = current();
        if (!me.permit) {
            await(() -> me.permit, Long.MAX_VALUE, "runs of its own");
        }
        me.permit = false;
    }

    @Override
    public void unpark(Thread thread) {
        current();
        for (Strand strand : strands) {
            if (strand.thread() == thread) {
                strand.permit = true;
            }
        }
    }

    @Override
    public long blocks(Goal until, long nanos) {
        Object what = until instanceof Run<?> run ? run.request() : "several runs";
        if (!until.isDone()) {
            await(until::isDone, clock.later(nanos), what);
        }
        return until.isDone() || current().isInterrupted() ? nanos : 0;
    }

    @Override
    public boolean letCallersHelp() {
        return false;
    }

    @Override
    public void helps(Seat seat, boolean begins) {
        throw new AssertionError("callers do not help here");
    }

    @Override
    public List<Request<?>> close(Duration grace) {
        closed = true;
        waiting.removeIf(Strand.Work::isStep);
        strands.stream()
                .filter(Strand::isWorker)
                .forEach(strand -> strand.thread().interrupt());
        if (steps > 0) {
            await(() -> steps == 0, clock.later(Clock.nanos(grace)), "bodies to return");
        }
        List<Request<?>> left = new ArrayList<>();
        for (Strand strand : strands) {
            Step step = strand.seat().current();
            Request<?> request = step == null ? null : step.request();
            if (request != null) {
                left.add(request);
            }
        }
        return left;
    }
}
