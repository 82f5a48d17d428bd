package dev.doge.runtime.internal;

import dev.doge.runtime.Explanation;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunReport;
import dev.doge.runtime.TaskFailedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

// Long because it is one small state machine, as Frame is: whoever ends a run has to see all others who may.
/**
 * One run: the future that its caller holds, and the attachment to the frame of its target. Whoever ends it first, the work, the caller or
 * a limit, ends it alone: the run leaves the frame and then the future is completed. Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Run<T extends @Nullable Object> extends CompletableFuture<T> implements Attachment, Goal {
    private static final VarHandle ENDED;
    private static final VarHandle FRAME;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Run.class, "ended", boolean.class);
            FRAME = MethodHandles.lookup().findVarHandle(Run.class, "frame", Frame.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Request<T> request;
    private final Domain domain;

    /** Most runs do without one. */
    private @Nullable Manner manner;

    private volatile @Nullable Frame frame;

    @SuppressWarnings("unused") // through the handle
    private volatile boolean ended;

    /** Makes a run of somebody outside. */
    Run(Request<T> request, Domain domain) {
        this(request, domain, null);
    }

    /** Makes a run that is a demand of a task, and so belongs to that task's domain. */
    Run(Request<T> request, Frame asker) {
        this(request, asker.domain(), new Manner(asker, null));
    }

    /** Makes a run that is a demand of a task, but sees another session than that. */
    Run(Request<T> request, Frame asker, Domain domain) {
        this(request, domain, new Manner(asker, null));
    }

    /** Makes a run that is a demand of a task, whose result is seen in a form. */
    Run(Request<T> request, Frame asker, Form form) {
        this(request, asker.domain(), new Manner(asker, form));
    }

    private Run(Request<T> request, Domain domain, @Nullable Manner manner) {
        this.request = request;
        this.domain = domain;
        this.manner = manner;
    }

    /** Returns the manner in which it is carried out, to be filled before it is attached. */
    private Manner manner() {
        if (manner == null) {
            manner = new Manner();
        }
        return manner;
    }

    private Form form() {
        Form form = manner == null ? null : manner.form;
        if (form != null) {
            return form;
        }
        return Api.node(request).gate() == null ? Form.VALUE : Form.OPTIONAL;
    }

    private @Nullable Frame asker() {
        return manner == null ? null : manner.asker;
    }

    private @Nullable NestedDemand demand() {
        return manner == null ? null : manner.demand;
    }

    private List<Observer> own() {
        return manner == null ? List.of() : manner.observers;
    }

    /**
     * Returns what was asked for.
     *
     * @return the request
     */
    public Request<T> request() {
        return request;
    }

    boolean isNested() {
        return asker() != null;
    }

    /** Returns whether it is no part of the run of the task that has asked for it. */
    boolean hasOwnDomain() {
        Frame asker = asker();
        return asker == null || domain != asker.domain();
    }

    /** Says that it goes on when something has failed; before it is attached. */
    void keepsGoing() {
        manner().keepsGoing = true;
    }

    /** Returns what it waits for although its target is doomed; null if that is not so. */
    Lingering.@Nullable Place lingersAt() {
        Lingering lingering = manner == null ? null : manner.lingering;
        return lingering == null ? null : lingering.at();
    }

    /** Returns the ways to what made it fail, if it keeps going and has failed. */
    @Nullable
    List<Failures.Way> ways() {
        return manner == null ? null : manner.ways;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Says as whose demand it is noted. */
    void demandedBy(NestedDemand noted) {
        manner().demand = noted;
    }

    /** Lets somebody look on at the run; before it is attached. */
    void observedBy(List<Observer> who) {
        if (!who.isEmpty()) {
            manner().observers = who;
            manner().leading = new AtomicReference<>();
        }
    }

    @Override
    public List<Observer> observers() {
        NestedDemand demand = demand();
        List<Observer> observers = own();
        if (demand == null) {
            return observers;
        }
        List<Observer> all = demand.observers();
        if (observers.isEmpty()) {
            return all;
        }
        List<Observer> both = new ArrayList<>(observers);
        both.addAll(all);
        return both;
    }

    @Override
    public @Nullable Request<?> origin() {
        NestedDemand demand = demand();
        return demand == null ? null : demand.origin();
    }

    @Override
    public @Nullable Aftermath attached() {
        if (manner == null) {
            return null;
        }
        if (manner.leading != null) {
            lead(manner.leading);
        }
        return manner.demand == null ? null : manner.demand.attached();
    }

    /** Leads those who look on to all frames in which there is something to see; if the run could have ended before that, it ends now. */
    private void lead(AtomicReference<@Nullable Object> led) {
        Frame joined = frame;
        if (joined != null) {
            Attendance.passOn(own(), joined, new int[] {target(joined)});
        }
        Object outcome = led.getAndSet(Manner.LED);
        if (outcome != null) {
            Turn turn = new Turn();
            ended(outcome, turn);
            turn.settle();
        }
    }

    /** Says that it has joined work under way. */
    void joined() {
        NestedDemand demand = demand();
        if (demand != null) {
            demand.joined();
        }
    }

    /** Says when it will expire; before it is attached. */
    void limit(Instant when) {
        manner().limit = when;
    }

    /** Says how to call off its expiry, which is done when it ends. */
    void expiresUnless(Runnable reprieve) {
        manner().reprieve = reprieve;
        if (ended) { // it may have ended before it could see that
            reprieve.run();
        }
    }

    @Override
    public @Nullable Instant limit() {
        return manner == null ? null : manner.limit;
    }

    @Override
    public @Nullable Frame from() {
        return asker();
    }

    @Override
    public int[] waiting(int target) {
        NestedDemand demand = demand();
        return demand == null ? NONE : demand.nodes();
    }

    @Nullable
    Frame frame() {
        return frame;
    }

    /** Returns where what it asks for stands in a frame that it is, or was, attached to. */
    int target(Frame in) {
        return in.layout().indexOf(Api.node(request));
    }

    /** Returns whether all that it needs may lie in one frame: nobody looks on, and the first failure ends it. */
    boolean mayCombine() {
        return !isNested() && domain.snapshot() == null && (manner == null || !manner.keepsGoing);
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public void attachedTo(Frame attached) {
        frame = attached;
        NestedDemand demand = demand();
        if (demand != null) {
            demand.attachedTo(attached);
        }
    }

    /** Returns who keeps its history; null if nobody does. */
    @Nullable
    Recorder recorder() {
        for (Observer observer : own()) {
            if (observer instanceof Recorder recorder) {
                return recorder;
            }
        }
        return null;
    }

    /**
     * Says how far it has come.
     *
     * @return what is done, and what is known to be needed
     */
    public Progress progress() {
        Recorder recorder = recorder();
        Progress now = Closure.progress(this);
        if (recorder != null) {
            return recorder.progress(now.current());
        }
        return now.known() > 0 ? now : new Progress(isDone() ? 1 : 0, 1, List.of());
    }

    /**
     * Says why a request ran, did not, or has not ended.
     *
     * @param wanted the request
     * @return what there is to say
     */
    public Explanation explain(Request<?> wanted) {
        return Closure.explain(this, wanted, recorder());
    }

    /**
     * Says what it has done.
     *
     * @return what was recorded, or the way to its failure
     */
    public RunReport report() {
        Recorder recorder = recorder();
        return recorder != null ? recorder.report(request) : Failures.report(request, this);
    }

    /**
     * Ends it, if nobody has. What it wanted is let go of after that. A body that runs on for it, since something else has failed, may demand
     * more until it hears of that (ADR 0009).
     */
    private boolean end() {
        if (!ENDED.compareAndSet(this, false, true)) {
            return false;
        }
        Runnable reprieve = manner == null ? null : manner.reprieve;
        if (reprieve != null) {
            reprieve.run();
        }
        if (hasOwnDomain()) {
            domain.end(); // before anyone is told: who asks after that gets a new generation
        }
        return true;
    }

    private void leave(boolean finished) {
        Frame left = takeFrame();
        if (left != null) {
            left.engine().table().leave(left, this, finished);
        }
        List<Run<?>> served = domain.takeServed();
        for (int i = 0; i < served.size(); i++) {
            served.get(i).leaveServed();
        }
    }

    private void leaveServed() {
        Frame left = takeFrame();
        if (left != null) {
            left.engine().table().leave(left, this, manner == null || !manner.failed);
        }
    }

    /** Returns whether it holds on to what it has seen until its whole call has ended. A failure is to be seen again only if that does not end the call. */
    private boolean holds(boolean failed) {
        if (!failed) {
            return domain.holds(this);
        }
        if (manner == null || !manner.keepsGoing) {
            return false;
        }
        manner.failed = true;
        return domain.holds(this);
    }

    private void leave(boolean finished, Aftermaths more) {
        Frame left = takeFrame();
        if (left != null) {
            left.engine().table().release(left, this, null, finished, more);
        }
    }

    /** Returns the frame that it is attached to, which it does not name any more; null if it is attached to none. */
    private @Nullable Frame takeFrame() {
        Lingering lingering = manner == null ? null : manner.lingering;
        if (lingering != null) {
            lingering.stop();
        }
        return (Frame) FRAME.getAndSet(this, null);
    }

    @Override
    public void told(Frame from, int target, Object outcome, Turn turn) {
        Streak streak = turn.streak();
        if (streak != null) {
            streak.told(this);
        }
        turn.letsGo(); // whoever hangs on the future may take long
        if (outcome instanceof Failed || from.isLinked()) { // others may be let go of, who call back
            turn.saysAll();
        } else {
            turn.deliversBut(own()); // they are told before this ends
        }
        AtomicReference<@Nullable Object> leading = manner == null ? null : manner.leading;
        if (leading == null || leading.get() == Manner.LED || !leading.compareAndSet(null, outcome)) {
            ended(outcome, turn);
        }
    }

    private void ended(Object outcome, Turn turn) {
        NestedDemand demand = demand();
        if (demand != null) {
            demand.saw(outcome);
        }
        Frame joined = frame;
        if (manner != null && manner.keepsGoing && outcome instanceof Failed && joined != null) {
            Lingering lingering = new Lingering(this, joined, target(joined));
            manner.lingering = lingering;
            lingering.goOn(turn);
        } else if (end()) {
            boolean failed = outcome instanceof Failed;
            try {
                if (!isNested() && !holds(failed)) {
                    leave(!failed);
                } // the asking frame holds on to what its bodies have seen: within a run a key executes once
            } finally {
                if (isPassedOn()) {
                    afterEvents(() -> finish(outcome));
                } else { // what most do allocates nothing more
                    close();
                    finish(outcome);
                }
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the slot holds the task's value, null only if that may be null
    private void finish(Object outcome) {
        Seat seat = domain.engine().seat();
        Step outer = seat.calls();
        try {
            Form form = form();
            if (outcome instanceof Failed failed && form != Form.OUTCOME) {
                super.completeExceptionally(Failures.of(request, failed));
            } else {
                super.complete((T) (form == Form.VALUE ? Form.value(outcome) : form.of(outcome, this::request)));
            }
        } catch (Throwable e) {
            cannotSay(e);
        } finally {
            seat.hasCalled(outer);
        }
    }

    /** Ends the future of a run that has ended, and of which it cannot be put into words how: nobody waits for ever for that. */
    private void cannotSay(Throwable why) {
        super.completeExceptionally(why);
    }

    /** Says that it waits for something else than before, though its target is doomed. */
    void lingersOn() {
        Frame asker = asker();
        if (asker != null) {
            asker.engine().helping().wake();
            NestedDemand demand = demand();
            if (demand != null) {
                demand.waitsAnew();
            }
        }
    }

    /** Ends the run because nothing that it demands is under way, and its target has failed. */
    void over(Roots roots) {
        if (manner != null && end()) {
            try {
                if (!isNested() && !holds(true)) {
                    leave(false);
                }
            } finally {
                afterEvents(() -> finish(() -> Failures.ways(roots)));
            }
        }
    }

    @SuppressWarnings("unchecked") // an Outcome, if that is what was asked for
    private void finish(Supplier<List<Failures.Way>> known) {
        Seat seat = domain.engine().seat();
        Step outer = seat.calls();
        try {
            List<Failures.Way> ways = known.get();
            if (manner != null) {
                manner.ways = ways;
            }
            TaskFailedException failure = Failures.worded(request, ways);
            if (form() == Form.OUTCOME) {
                super.complete((T) new Outcome.Failure<>(failure));
            } else {
                super.completeExceptionally(failure);
            }
        } catch (Throwable e) {
            cannotSay(e);
        } finally {
            seat.hasCalled(outer);
        }
    }

    /** Returns whether somebody who looks on passes on what they hear. */
    private boolean isPassedOn() {
        List<Observer> observers = own();
        for (int i = 0; i < observers.size(); i++) {
            if (observers.get(i).passesOn()) {
                return true;
            }
        }
        return false;
    }

    /** Ends the future, but not before those who look on have heard all. */
    private void afterEvents(Runnable finish) {
        List<Observer> observers = own();
        Runnable last = () -> {
            close();
            finish.run();
        };
        for (int i = 1; i < observers.size(); i++) {
            Observer observer = observers.get(i);
            Runnable after = last;
            last = () -> observer.afterwards(after);
        }
        if (observers.isEmpty()) {
            last.run();
        } else {
            observers.get(0).afterwards(last);
        }
    }

    /** Says to those who look on at this run only that it has ended. */
    private void close() {
        if (!isNested()) {
            List<Observer> observers = own();
            for (int i = 0; i < observers.size(); i++) {
                observers.get(i).close(domain);
            }
        }
    }

    /**
     * Lets go of what a demand has seen, or cancels it.
     *
     * @param more where to add what follows: a demand may have demanded in turn, and so on
     */
    void letGo(Aftermaths more) {
        if (end()) {
            leave(false, more);
            close();
            more.add((table, others) -> calling(() -> super.cancel(false)));
        } else {
            leave(!isCompletedExceptionally(), more);
        }
    }

    /** Ends the run by a failure that is not its target's. */
    void fail(Failed failed) {
        if (end()) {
            ends(() -> {
                finish(failed);
                return true;
            });
        }
    }

    /** Ends the run because it took longer than its deadline. One that keeps going also says what it knows to have failed. */
    void expire(Supplier<String> limit) {
        Lingering lingering = manner == null ? null : manner.lingering;
        Roots failed = lingering == null ? null : lingering.soFar();
        if (end()) {
            ends(() -> {
                finish(() -> ways(limit, failed));
                return true;
            });
        }
    }

    private List<Failures.Way> ways(Supplier<String> limit, @Nullable Roots failed) {
        List<Failures.Way> ways = new ArrayList<>();
        ways.add(Failures.limit(request, new TimeoutException(limit.get())));
        if (failed != null) {
            ways.addAll(Failures.ways(failed));
        }
        return ways;
    }

    /** Lets go of what it wanted, and ends the future whatever comes of that: nobody waits for ever. */
    private boolean ends(BooleanSupplier future) {
        boolean ended;
        try {
            leave(false);
        } finally {
            own().forEach(Observer::deliver); // what a worker has said of short tasks, and not delivered
            close();
            ended = calling(future);
        }
        return ended;
    }

    /** Ends the future where that calls callbacks, of which the body that may run on this thread knows nothing. */
    private boolean calling(BooleanSupplier ends) {
        Seat seat = domain.engine().seat();
        Step outer = seat.calls();
        try {
            return ends.getAsBoolean();
        } finally {
            seat.hasCalled(outer);
        }
    }

    // ---- what its caller does ----

    private long blocks(long nanos) {
        return isDone() ? nanos : domain.engine().blocks(this, nanos);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        blocks(Long.MAX_VALUE);
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return super.get(blocks(unit.toNanos(timeout)), TimeUnit.NANOSECONDS);
    }

    @Override
    public T join() {
        blocks(Long.MAX_VALUE);
        return super.join();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (end()) {
            return ends(() -> super.cancel(false));
        }
        return isCancelled();
    }

    @Override
    public boolean complete(T value) {
        if (end()) {
            return ends(() -> super.complete(value));
        }
        return false;
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        if (end()) {
            return ends(() -> super.completeExceptionally(thrown));
        }
        return false;
    }

    /** As that of a future, which would be completed past {@link #complete}. */
    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> {
            if (!isDone()) {
                try {
                    complete(supplier.get());
                } catch (Throwable thrown) { // whatever the user throws is the outcome
                    completeExceptionally(
                            thrown instanceof CompletionException ? thrown : new CompletionException(thrown));
                }
            }
        });
        return this;
    }

    @Override
    public void obtrudeValue(T value) {
        complete(value); // leaves
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable thrown) {
        completeExceptionally(thrown); // leaves
        super.obtrudeException(thrown);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
