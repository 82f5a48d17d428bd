package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of events, one after the other. Thread-safe.
 */
/* Design
 *
 * Events are put in under locks and delivered without, by one thread at a time: the one that takes `left` from 0. Whoever comes while it
 * delivers adds to `left` and goes; the one that delivers sees that before it stops. So nothing stays in the queue once deliver() has
 * returned on the last thread that called it, and a listener may ask for, or cancel, whatever it likes.
 *
 * The queue is a chain with many producers and one consumer (Vyukov, "Non-intrusive MPSC node-based queue"): a producer exchanges the last node,
 * then links the one before to its own. The consumer may come between, and finds the chain to end there: that producer delivers later.
 */
final class Mailbox implements Observer {
    private static final VarHandle TAIL;
    private static final VarHandle LEFT;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(Mailbox.class, "tail", Node.class);
            LEFT = lookup.findVarHandle(Mailbox.class, "left", int.class);
            NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** An event, or an action. */
    private static final class Node {
        private @Nullable Object what;

        @SuppressWarnings("unused") // through the handle
        private @Nullable Node next;

        Node(@Nullable Object what) {
            this.what = what;
        }
    }

    private final Engine engine;
    private final TaskListener listener;

    /** The node that was taken last; of the thread that delivers. */
    private Node head = new Node(null);

    @SuppressWarnings("unused") // through the handle
    private Node tail = head;

    @SuppressWarnings("unused") // through the handle
    private int left;

    private final @Nullable AtomicInteger runs;
    private volatile boolean closed;

    /**
     * Makes a mailbox.
     *
     * @param runs of how many runs it hears the events; 0 if those of all
     */
    Mailbox(Engine engine, TaskListener listener, int runs) {
        this.engine = engine;
        this.listener = listener;
        this.runs = runs == 0 ? null : new AtomicInteger(runs);
    }

    /** Puts in the events of one frame. */
    private final class Letters implements Notes {
        private final Attendance attendance;

        Letters(Attendance attendance) {
            this.attendance = attendance;
        }

        @Override
        public void opened(Demand wanted, @Nullable Request<?> by) {
            attendance.tellOpened(this, wanted, by);
        }

        @Override
        public void started(int n) {
            heard(new TaskEvent.Started(attendance.request(n), attendance.generation(), 1), n);
        }

        @Override
        public void succeeded(int n) {
            heard(attendance.succeeds(n), n);
        }

        @Override
        public void heard(TaskEvent event, int n) {
            if (!closed) {
                add(event);
            }
        }
    }

    @Override
    public Notes notesOn(Attendance attendance) {
        return new Letters(attendance);
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public void close(Domain ended) {
        if (runs != null && runs.decrementAndGet() == 0) {
            closed = true;
        }
    }

    private void add(Object what) {
        Node node = new Node(what);
        Node before = (Node) TAIL.getAndSet(this, node);
        NEXT.setRelease(before, node);
    }

    private @Nullable Object poll() {
        Node node = (Node) NEXT.getAcquire(head);
        if (node == null) {
            return null;
        }
        Object what = node.what;
        node.what = null;
        head = node;
        return what;
    }

    @Override
    public void deliver() {
        if ((int) LEFT.getAndAdd(this, 1) != 0) {
            return;
        }
        Seat seat = engine.seat();
        Step outer = seat.calls();
        int seen = 1;
        do {
            for (Object next = poll(); next != null; next = poll()) {
                tell(next);
            }
            int handled = seen;
            seen = (int) LEFT.getAndAdd(this, -handled) - handled;
        } while (seen != 0);
        seat.hasCalled(outer);
    }

    private void tell(Object next) {
        try {
            if (next instanceof Runnable action) {
                action.run();
            } else {
                listener.on((TaskEvent) next);
            }
        } catch (Throwable e) { // a listener's fault is nobody else's
            engine.listenerFailed(next, e);
        }
    }

    @Override
    public void afterwards(Runnable action) {
        add(action);
        deliver();
    }
}
