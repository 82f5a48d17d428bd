package dev.doge.runtime.internal;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 */
final class Mailbox implements Observer {
    private final Engine engine;
    private final TaskListener listener;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();

    private final @Nullable Domain domain;
    private volatile boolean closed;

    /**
     * Makes a mailbox.
     *
     * @param domain the run whose events it hears; null if those of all
     */
    Mailbox(Engine engine, TaskListener listener, @Nullable Domain domain) {
        this.engine = engine;
        this.listener = listener;
        this.domain = domain;
    }

    @Override
    public void heard(TaskEvent event, Frame frame, int n) {
        if (!closed) {
            queue.add(event);
        }
    }

    @Override
    public void close(Domain ended) {
        closed |= ended == domain;
    }

    @Override
    public void deliver() {
        if (queue.isEmpty() || left.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Object next = queue.poll(); next != null; next = queue.poll()) {
                tell(next);
            }
            seen = left.addAndGet(-seen);
        } while (seen != 0);
    }

    private void tell(Object next) {
        if (next instanceof Runnable action) {
            action.run();
            return;
        }
        try {
            listener.on((TaskEvent) next);
        } catch (RuntimeException | Error e) { // a listener's fault is nobody else's
            engine.listenerFailed(next, e);
        }
    }

    @Override
    public void afterwards(Runnable action) {
        queue.add(action);
        deliver();
    }
}
