package dev.doge.runtime.internal;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskContext;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.io.Serial;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

// Long because a step is also what the bodies read: a third are the methods of In, a line or two each.
/**
 * The run loop: runs a ready node and then, for as long as there is one, a successor that it has made ready: of few the last, of many the
 * first. The others go to the pool as steps of their own, or many as one ({@link StepRange}), save a few that are short: a worker keeps those
 * for itself. It is also what the bodies read.
 */
sealed class Step extends ForkJoinTask<Void> implements In permits StepRange {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_CAUSES = 8;

    /** Says of the node that its body runs. */
    private static final int RUNS = 1 << 31;

    /** Says that what else a new frame starts with is still to be handed on. */
    private static final int OPENS = 1 << 30;

    private static final int NODE = OPENS - 1;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Step.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final transient Frame frame;
    private transient @Nullable Activity activity;

    /** The node and what is said of it in one: there are several steps to each run. Written by one thread, read by any. */
    private int state;

    Step(Frame frame, int node) {
        this.frame = frame;
        this.state = node;
    }

    /** Makes a step for the nodes of a new frame that can start at once; it runs the first and hands on the others. */
    static Step opening(Frame frame, int[] initial) {
        return new Step(frame, initial.length == 1 ? initial[0] : initial[0] | OPENS);
    }

    @Override
    protected boolean exec() {
        Engine engine = frame.engine();
        int node = node();
        if ((state & OPENS) != 0) {
            state = node;
            frame.startOthers();
        }
        Seat seat = engine.seat();
        if (seat.current() != null) {
            seat.letsGo(); // the body beneath waits, in a way that is not seen here
            if (frame.claim(node)) {
                run(seat, new Turn(), false); // within a body the seat's own is in use
            }
        } else if (claims(seat)) {
            runAll(seat, seat.turn());
        }
        return true;
    }

    /**
     * Takes the start of the node for a thread that is in no step, and makes this its current one. In this order, as the claim is a full fence: who drops the node
     * later finds the step that may run it, or the thread finds that it is dropped.
     *
     * @return false if somebody else has taken it
     */
    boolean claims(Seat seat) {
        seat.begins(this);
        if (frame.claim(node())) {
            return true;
        }
        seat.returnsTo(null);
        return false;
    }

    /** Runs the node, and what it makes ready in its own frame and, one after the other, in those that wait for it. */
    private void runAll(Seat seat, Turn turn) {
        try {
            for (Step step = this; step != null; step = turn.takesOther()) {
                step.run(seat, turn, false);
            }
        } finally {
            turn.letsGo(); // nothing, unless what is not a body has thrown
            turn.saysAll(); // the same
        }
    }

    /** Runs the node, whose start the caller owns, and if that is allowed also what it makes ready. */
    void run(Seat seat, Turn turn, boolean alone) {
        Step current = seat.current();
        Step before = current == this ? null : current;
        if (before != null) {
            seat.covers(before);
        }
        if (before == current) {
            seat.begins(this);
            VarHandle.fullFence(); // where the claim came before it, see there
        }
        boolean suspended = before != null && seat.suspends();
        try {
            loop(seat, turn, alone);
            turn.saysAll();
        } finally {
            seat.returnsTo(before);
            if (before != null) {
                seat.uncovers(suspended);
            }
        }
    }

    private void loop(Seat seat, Turn turn, boolean alone) {
        turn.worksOn(frame);
        try {
            for (int next = node(); next >= 0; next = turn.takesKept()) {
                chain(next, seat, turn, alone);
                turn.settle(); // what has failed: what is kept may wait for that to be known
            }
        } finally {
            turn.worksOn(null);
        }
    }

    /** Runs a node and then, for as long as there is one, a successor that it has made ready. */
    private void chain(int first, Seat seat, Turn turn, boolean alone) {
        int next = first;
        while (next >= 0 && frame.mayStart(next)) {
            state = next;
            Object value = frame.beforeRun(next, turn);
            if (value instanceof Failed kept) {
                frame.fail(next, kept, turn);
                return;
            }
            if (value == null) {
                value = call(next, seat, turn);
            }
            if (value == Node.LATER) {
                return;
            }
            next = turn.settle(frame, frame.finish(next, value, turn));
            if (next >= 0 && (alone || !goesOn(turn.streak(), next))) {
                frame.fork(next, turn);
                return;
            }
            if (next >= 0) {
                turn.goesOnWith(frame, next);
            }
        }
    }

    /** Runs a node; one that throws is failed, and yields nothing any more. */
    private Object call(int node, Seat seat, Turn turn) {
        Layout layout = frame.layout();
        STATE.setRelease(this, node | RUNS);
        if (frame.isDropped(node)) {
            turn.owesNothing(); // it does not start
            return withdrawn(node, seat); // by somebody who may not have seen that it runs
        }
        try {
            Cost cost = layout.cost(node);
            Object value = cost != null && seat.measures(cost) ? measured(node, cost) : layout.run(node, frame, this);
            STATE.setRelease(this, node);
            seat.returned();
            return value;
        } catch (Throwable thrown) { // whatever the user throws is the outcome
            STATE.setRelease(this, node);
            boolean ours = seat.returned();
            Streak streak = seat.streak;
            if (streak != null && !ours && isInterrupt(thrown)) {
                seat.thread().interrupt(); // the caller's own: it is the caller who leaves
                streak.end();
                if (!frame.isDropped(node)) {
                    turn.owesNothing(); // it will start again
                    frame.fork(node, turn); // others may want it
                    return Node.LATER;
                }
            }
            if (turn.owesStart(frame, node)) {
                turn.hasSaid(frame.saysStarted(node));
                turn.owesNothing();
            }
            frame.fail(node, Failed.threw(frame, layout.node(node).owner(), thrown), turn);
            return Node.LATER;
        }
    }

    /** Returns whether a body says, in its words or its caller's, that it was interrupted. */
    private static boolean isInterrupt(Throwable thrown) {
        Throwable cause = thrown;
        try {
            for (int i = 0; i < MOST_CAUSES && cause != null && !isOfOthers(cause); i++) {
                if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                    return true;
                }
                cause = cause.getCause();
            }
        } catch (Throwable ignored) { // a getCause of the user's must not hide what was thrown
            return false;
        }
        return false;
    }

    /** Returns whether what brought about an exception was thrown by other code than the body, maybe on another thread. */
    private static boolean isOfOthers(Throwable thrown) {
        return thrown instanceof TaskFailedException
                || thrown instanceof ExecutionException
                || thrown instanceof CompletionException;
    }

    /** Says that a body does not start: it has been dropped since the last look. */
    private Object withdrawn(int node, Seat seat) {
        STATE.setRelease(this, node);
        seat.returned(); // an interrupt is not meant for what comes next
        frame.mayStartAfterDrop(node);
        return Node.LATER;
    }

    /** Fails the nodes that it stands for, which the pool does not take. */
    void refused(RejectedExecutionException why) {
        int node = node();
        if ((state & OPENS) != 0) {
            state = node;
            frame.startOthers();
        }
        refused(node, why);
    }

    /** Fails a node that the pool does not take, unless somebody else has taken its start. */
    final void refused(int node, RejectedExecutionException why) {
        if (frame.claim(node)) {
            Turn turn = new Turn();
            RejectedExecutionException thrown =
                    new RejectedExecutionException("the pool of the executor takes no more tasks", why);
            frame.fail(node, Failed.threw(frame, frame.layout().node(node).owner(), thrown), turn);
            turn.settle();
        }
    }

    private Object measured(int node, Cost cost) throws Throwable {
        Clock clock = frame.engine().clock();
        long start = clock.nanoTime();
        try {
            return frame.layout().run(node, frame, this);
        } finally {
            cost.note(clock.nanoTime() - start);
        }
    }

    private boolean goesOn(@Nullable Streak streak, int next) {
        return streak == null || (streak.admits(frame, next) && streak.goesOn(null));
    }

    Frame frame() {
        return frame;
    }

    int node() {
        return nodeOf(state);
    }

    /** Returns whether the body of a node runs just now. Any thread may ask. */
    boolean runs(Frame other, int n) {
        return frame == other && (int) STATE.getAcquire(this) == (n | RUNS);
    }

    /** Returns which node it is at, and whether its body runs, as one number to compare. Any thread may ask. */
    int state() {
        return (int) STATE.getAcquire(this);
    }

    /** Returns which node such a number says it is at. */
    static int nodeOf(int state) {
        return state & NODE;
    }

    /** Returns whether such a number says that a body runs. */
    static boolean isRunning(int state) {
        return (state & RUNS) != 0;
    }

    /** Returns what is running, for people. */
    @Nullable
    Request<?> request() {
        return frame.layout().node(node()) instanceof TaskNode task ? frame.request(task) : null;
    }

    // ---- what the body reads ----

    private MethodNode task() {
        return (MethodNode) frame.layout().node(node()).owner();
    }

    /** Says what the body that is about to run is, if it can ask and be asked while it runs. */
    void begins(@Nullable Activity begun) {
        activity = begun;
    }

    private Activity activity() {
        Activity known = activity;
        if (known == null) {
            throw new IllegalArgumentException(
                    task().id() + " reads its context or demands a task, which its plan does not name");
        }
        return known;
    }

    @Override
    @SuppressWarnings("unchecked") // the plan was built with the input's type
    public <T> T get(InputId<T> input) {
        Object key = frame.key();
        InputId<?>[] inputs = frame.layout().inputs();
        boolean own = !frame.isCombined() || task().reads().layout().positionOf(input) >= 0;
        if (own && inputs.length == 1 && inputs[0] == input) {
            return (T) key;
        }
        int place = own ? frame.layout().positionOf(input) : -1;
        if (place < 0) {
            throw new IllegalArgumentException(
                    task().id() + " reads input " + input.name() + ", which is not in its key");
        }
        return (T) ((Object[]) key)[place];
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the plan was built with the task's type; null only if that may be null
    public <T extends @Nullable Object> T get(TaskId<T> task) {
        return (T) frame.value(task().slotOf(task));
    }

    @SuppressWarnings("NullAway") // the body runs only once the fan-out has its value
    private Spread spread(TaskDraft.Kind kind, TaskId<?> target, InputId<?> as, Source source, Bind... with) {
        return (Spread) frame.value(
                task().fanOut(kind, target, as, source, List.of(with)).index());
    }

    @Override
    @SuppressWarnings("unchecked") // the plan was built with the task's type
    public <E extends @Nullable Object> List<E> each(
            TaskId<? extends E> target, InputId<?> as, Source source, Bind... with) {
        return (List<E>) spread(TaskDraft.Kind.EACH, target, as, source, with).values();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> Map<K, E> eachByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, E>) spread(TaskDraft.Kind.EACH, target, as, source, with).valuesByKey();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E> List<Optional<E>> eachOptional(
            TaskId<? extends @Nullable E> target, InputId<?> as, Source source, Bind... with) {
        return (List<Optional<E>>) (List<?>)
                spread(TaskDraft.Kind.EACH_OPTIONAL, target, as, source, with).optionals();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E> Map<K, Optional<E>> eachOptionalByKey(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, Optional<E>>) (Map<?, ?>)
                spread(TaskDraft.Kind.EACH_OPTIONAL, target, as, source, with).optionalsByKey();
    }

    @Override
    @SuppressWarnings("unchecked") // optionals never nest
    public <O extends Optional<?>> List<O> eachOptionalFlat(
            TaskId<? extends @Nullable O> target, InputId<?> as, Source source, Bind... with) {
        return (List<O>)
                (List<?>) eachOptional((TaskId<? extends @Nullable Object>) (TaskId<?>) target, as, source, with);
    }

    @Override
    @SuppressWarnings("unchecked") // optionals never nest
    public <K, O extends Optional<?>> Map<K, O> eachOptionalFlatByKey(
            TaskId<? extends @Nullable O> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, O>) (Map<K, ?>)
                eachOptionalByKey((TaskId<? extends @Nullable Object>) (TaskId<?>) target, as, source, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E extends @Nullable Object> List<Outcome<E>> eachOutcome(
            TaskId<? extends E> target, InputId<?> as, Source source, Bind... with) {
        return (List<Outcome<E>>) (List<?>)
                spread(TaskDraft.Kind.EACH_OUTCOME, target, as, source, with).outcomes();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> Map<K, Outcome<E>> eachOutcomeByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, Outcome<E>>) (Map<?, ?>)
                spread(TaskDraft.Kind.EACH_OUTCOME, target, as, source, with).outcomesByKey();
    }

    @Override
    public <E extends @Nullable Object> E with(TaskId<? extends E> target, InputId<?> input, Source source) {
        return with(target, Bind.of(input, source));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <E extends @Nullable Object> E with(TaskId<? extends E> target, Bind... with) {
        return (E) frame.value(task().slotOf(target, List.of(with)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E> Optional<E> optional(TaskId<? extends @Nullable E> target, Bind... with) {
        return (Optional<E>) Form.optional(frame.value(task().slotOf(target, List.of(with))));
    }

    @Override
    @SuppressWarnings("unchecked") // optionals never nest
    public <O extends Optional<?>> O optionalFlat(TaskId<? extends @Nullable O> target, Bind... with) {
        return (O) (Optional<?>) optional((TaskId<? extends @Nullable Object>) (TaskId<?>) target, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E extends @Nullable Object> Outcome<E> outcome(TaskId<? extends E> target, Bind... with) {
        return (Outcome<E>) frame.outcomeOf(task().slotOf(target, List.of(with)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E extends @Nullable Object> Lazy<E> lazy(TaskId<? extends E> target, Bind... with) {
        return (Lazy<E>) activity().lazy(target, Form.VALUE, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E> Lazy<Optional<E>> lazyOptional(TaskId<? extends @Nullable E> target, Bind... with) {
        return (Lazy<Optional<E>>) activity().lazy(target, Form.OPTIONAL, with);
    }

    @Override
    @SuppressWarnings("unchecked") // optionals never nest
    public <O extends Optional<?>> Lazy<O> lazyOptionalFlat(TaskId<? extends @Nullable O> target, Bind... with) {
        return (Lazy<O>) (Lazy<?>) lazyOptional((TaskId<? extends @Nullable Object>) (TaskId<?>) target, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E extends @Nullable Object> Lazy<Outcome<E>> lazyOutcome(TaskId<? extends E> target, Bind... with) {
        return (Lazy<Outcome<E>>) activity().lazy(target, Form.OUTCOME, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> OnDemand<K, E> onDemand(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with) {
        return (OnDemand<K, E>) activity().onDemand(target, as, Form.VALUE, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E> OnDemand<K, Optional<E>> onDemandOptional(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Bind... with) {
        return (OnDemand<K, Optional<E>>) activity().onDemand(target, as, Form.OPTIONAL, with);
    }

    @Override
    @SuppressWarnings("unchecked") // optionals never nest
    public <K, O extends Optional<?>> OnDemand<K, O> onDemandOptionalFlat(
            TaskId<? extends @Nullable O> target, InputId<? super K> as, Bind... with) {
        return (OnDemand<K, O>)
                (OnDemand<K, ?>) onDemandOptional((TaskId<? extends @Nullable Object>) (TaskId<?>) target, as, with);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> OnDemand<K, Outcome<E>> onDemandOutcome(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with) {
        return (OnDemand<K, Outcome<E>>) activity().onDemand(target, as, Form.OUTCOME, with);
    }

    @Override
    public Throwable failure() {
        return frame.rescuedFrom(node());
    }

    @Override
    public <X extends Throwable> X failure(Class<X> type) {
        return type.cast(frame.rescuedFrom(node()));
    }

    @Override
    public TaskContext context() {
        return activity();
    }

    @Override
    public @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {}
}
