package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All live frames, found by key: one look-up per run and set of input values. A bin holds the generations of a key, the newest first.
 * Thread-safe.
 */
/* Design
 *
 * The table is its own: a frame is the entry, so that a look-up allocates nothing but what it opens. It is cut into stripes, each a small
 * chained hash table under its own monitor, which also guards Frame.holds and Frame.next: a frame that is found has not died, and one that
 * has died is not found. Lock order: stripe, then frames.
 */
final class FrameTable {
    private static final int STRIPES = 64;
    private static final int FIRST_BINS = 16;

    private static final class Stripe {
        private @Nullable Frame[] bins = new @Nullable Frame[FIRST_BINS];
        private int size;

        void add(Frame frame) {
            if (size >= bins.length) {
                grow();
            }
            int bin = bin(frame.hash(), bins.length);
            frame.next = bins[bin];
            bins[bin] = frame;
            size++;
        }

        private void grow() {
            @Nullable Frame[] old = bins;
            bins = new @Nullable Frame[2 * old.length];
            for (Frame head : old) {
                Frame reversed = null; // the newest must stay first
                for (Frame frame = head; frame != null; ) {
                    Frame following = frame.next;
                    frame.next = reversed;
                    reversed = frame;
                    frame = following;
                }
                for (Frame frame = reversed; frame != null; ) {
                    Frame following = frame.next;
                    int bin = bin(frame.hash(), bins.length);
                    frame.next = bins[bin];
                    bins[bin] = frame;
                    frame = following;
                }
            }
        }

        void remove(Frame frame) {
            int bin = bin(frame.hash(), bins.length);
            Frame before = null;
            for (Frame next = bins[bin]; next != null; before = next, next = next.next) {
                if (next == frame) {
                    if (before == null) {
                        bins[bin] = frame.next;
                    } else {
                        before.next = frame.next;
                    }
                    frame.next = null;
                    size--;
                    return;
                }
            }
        }

        private static int bin(int hash, int length) {
            return (hash >>> 6) & (length - 1);
        }
    }

    private final Engine engine;
    private final Stripe[] stripes = new Stripe[STRIPES];

    FrameTable(Engine engine) {
        this.engine = engine;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /**
     * Attaches to the work for a key: joins what is under way, or opens a new generation, and starts what is wanted.
     *
     * @throws java.util.concurrent.RejectedExecutionException if {@code who} is a run from outside and the executor is closed
     */
    void attach(Layout layout, Graph graph, Object key, Attachment who, Demand wanted, Turn turn) {
        int hash = hash(layout, graph, key);
        Stripe stripe = stripes[hash & (STRIPES - 1)];
        Frame refused = null;
        while (true) {
            Frame joined = null;
            Frame opened = null;
            List<Frame> older = null;
            synchronized (stripe) {
                if (who instanceof Run<?> run) {
                    engine.admit(run); // inside the stripe, so that who closes the executor sees the frame or is seen
                }
                for (Frame frame = stripe.bins[Stripe.bin(hash, stripe.bins.length)];
                        frame != null;
                        frame = frame.next) {
                    if (frame.is(hash, layout, graph, key, who.domain())) {
                        if (frame != refused && (!frame.isSealed() || frame.isHeldBy(who.domain()))) {
                            joined = frame;
                            joined.holds++;
                            break;
                        }
                        if (older == null) {
                            older = new ArrayList<>(2);
                        }
                        older.add(frame);
                    }
                }
                if (joined == null) {
                    opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
                    who.attachedTo(opened);
                    if (older != null) {
                        opened.succeed(older, turn);
                    }
                    stripe.add(opened);
                }
            }
            if (opened != null) {
                if (older == null) {
                    opened.open(turn);
                } else {
                    opened.openAsSuccessor(turn);
                }
                return;
            }
            if (joined != null) {
                who.attachedTo(joined);
                if (joined.join(who, wanted, turn)) {
                    return;
                }
                leave(new Release(joined, who, null, true));
                refused = joined;
            }
        }
    }

    /** Lets go of a frame, and of all that only it held on to. */
    void leave(Release release) {
        Deque<Release> open = new ArrayDeque<>(4);
        leave(release, open);
        for (Release next = open.poll(); next != null; next = open.poll()) {
            leave(next, open);
        }
    }

    private void leave(Release release, Deque<Release> more) {
        if (release.who() instanceof NestedDemand demand) {
            demand.cancel();
            return;
        }
        Frame frame = release.frame();
        if (release.targets() != null) {
            frame.forget(release.who(), release.targets(), more);
            return;
        }
        boolean died = false;
        Stripe stripe = stripes[frame.hash() & (STRIPES - 1)];
        synchronized (stripe) {
            if (--frame.holds == 0) {
                died = true;
                stripe.remove(frame);
            }
        }
        if (died) {
            frame.die(release.finished(), more);
            engine.died();
        } else {
            frame.forget(release.who(), null, more);
        }
    }

    boolean isEmpty() {
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                if (stripe.size > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the runs that are under way. */
    List<Run<?>> runs() {
        List<Run<?>> runs = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                for (Frame head : stripe.bins) {
                    for (Frame frame = head; frame != null; frame = frame.next) {
                        frame.runs(runs);
                    }
                }
            }
        }
        return runs;
    }

    private static int hash(Layout layout, Graph graph, Object key) {
        int hash = (31 * graph.hashCode() + layout.id()) * 31 + Layout.keyHash(key);
        hash *= 0x9E3779B9; // Fibonacci hashing (Knuth, TAOCP 6.4): spreads dense keys over stripes and bins
        return hash ^ (hash >>> 16);
    }
}
