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
 * What comes often is put in as what it is of, and the events are made when they are delivered: a frame that was opened, a short task that ran.
 *
 * The queue is a chain with many producers and one consumer (Vyukov, "Non-intrusive MPSC node-based queue"): a producer exchanges the last node,
 * then links the one before to its own. The consumer may come between, and waits for that: the producer may deliver much later.
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

    /** An event; or of what frame there are several, and of which node; or an action. */
    private static final class Node {
        private @Nullable Object what;
        private final int number;

        @SuppressWarnings("unused") // through the handle
        private @Nullable Node next;

        Node(@Nullable Object what, int number) {
            this.what = what;
            this.number = number;
        }
    }

    /** A frame that was opened, by whom, and what for. */
    private record Opened(
            Attendance attendance, Demand wanted, @Nullable Request<?> by) {}

    private final Engine engine;
    private final TaskListener listener;

    /** The node that was taken last; of the thread that delivers. For others it may be one of before. */
    private Node head = new Node(null, 0);

    @SuppressWarnings("unused") // through the handle
    private Node tail = head;

    @SuppressWarnings("unused") // through the handle
    private int left;

    /** How many runs it hears the events of that have not ended; null if it hears those of one, or of all. */
    private final @Nullable AtomicInteger runs;

    private final boolean isOfOne;
    private volatile boolean closed;

    /**
     * Makes a mailbox.
     *
     * @param runs of how many runs it hears the events; 0 if those of all
     */
    Mailbox(Engine engine, TaskListener listener, int runs) {
        this.engine = engine;
        this.listener = listener;
        this.isOfOne = runs == 1;
        this.runs = runs > 1 ? new AtomicInteger(runs) : null;
    }

    /** Puts in the events of one frame. */
    private final class Letters implements Notes {
        private final Attendance attendance;

        Letters(Attendance attendance) {
            this.attendance = attendance;
        }

        @Override
        public void opened(Demand wanted, @Nullable Request<?> by) {
            if (closed) {
                return;
            }
            if (attendance.frame().adopts()) {
                attendance.tellOpened(this, wanted, by);
            } else {
                add(new Opened(attendance, wanted, by), 0);
            }
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
        public void ran(int n, boolean becameReady) {
            if (!closed) {
                add(this, becameReady ? n << 1 | 1 : n << 1);
            }
        }

        @Override
        public void heard(TaskEvent event, int n) {
            if (!closed) {
                add(event, 0);
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
        if (isOfOne || (runs != null && runs.decrementAndGet() == 0)) {
            closed = true;
        }
    }

    private void add(Object what, int number) {
        Node node = new Node(what, number);
        Node before = (Node) TAIL.getAndSet(this, node);
        NEXT.setRelease(before, node);
    }

    /** Takes the next node, which is the head then; returns what it held, or null if there is none. */
    private @Nullable Object poll() {
        Node node = (Node) NEXT.getAcquire(head);
        while (node == null && head != TAIL.getAcquire(this)) {
            Thread.onSpinWait(); // somebody is between two instructions
            node = (Node) NEXT.getAcquire(head);
        }
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
        if (head == TAIL.getAcquire(this) || (int) LEFT.getAndAdd(this, 1) != 0) {
            return; // all that was put in before has been taken, or will be
        }
        Seat seat = engine.seat();
        Step outer = seat.calls();
        int seen = 1;
        do {
            for (Object next = poll(); next != null; next = poll()) {
                tell(next, head.number);
            }
            int handled = seen;
            seen = (int) LEFT.getAndAdd(this, -handled) - handled;
        } while (seen != 0);
        seat.hasCalled(outer);
    }

    private void tell(Object next, int number) {
        try {
            if (next instanceof TaskEvent event) {
                on(event);
            } else if (next instanceof Letters letters) {
                ran(letters.attendance, number >> 1, (number & 1) != 0);
            } else if (next instanceof Opened opened) {
                opened(opened);
            } else {
                ((Runnable) next).run();
            }
        } catch (Throwable e) { // by what a user's key does
            engine.listenerFailed(next, e);
        }
    }

    private void opened(Opened opened) {
        Attendance attendance = opened.attendance;
        Demand wanted = opened.wanted;
        for (int n = wanted.reach().nextSetBit(0); n >= 0; n = wanted.reach().nextSetBit(n + 1)) {
            if (attendance.tells(n) && wanted.isDemandedAtOnce(n)) {
                Request<?> request = attendance.request(n);
                Request<?> by = wanted.isTarget(n) ? opened.by : attendance.dependantIn(wanted, n);
                on(new TaskEvent.Requested(request, attendance.generation(), by));
                if (wanted.isReadyAtOnce(n)) {
                    on(new TaskEvent.Ready(request, attendance.generation()));
                }
            }
        }
    }

    private void ran(Attendance attendance, int n, boolean becameReady) {
        Request<?> request = attendance.request(n);
        long generation = attendance.generation();
        if (becameReady) {
            on(new TaskEvent.Ready(request, generation));
        }
        on(new TaskEvent.Started(request, generation, 1));
        on(attendance.succeeds(n));
    }

    private void on(TaskEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) { // a listener's fault is nobody else's
            engine.listenerFailed(event, e);
        }
    }

    @Override
    public void afterwards(Runnable action) {
        add(action, 0);
        deliver();
    }
}
