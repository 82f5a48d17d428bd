package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All live frames, found by key: one look-up per run and set of input values. Of the generations of a key, the newest comes first.
 * Thread-safe.
 */
/* Design
 *
 * The table is its own: a frame is the entry, so that a look-up allocates nothing but what it opens. A place of the array holds
 *
 *   null      no frame
 *   a frame   which is alone there and has one hold, its opener's
 *   a stripe  a small chained hash table under its own monitor, for as long as it has frames
 *
 *   null -> frame     by a compare-and-set of who opens it
 *   frame -> null     by a compare-and-set of its opener, who leaves: the common life of a frame
 *   frame -> stripe   by a compare-and-set of anyone who finds a place taken, whether by an equal key or by another
 *   stripe -> null    under its monitor, when its last frame has left; it is marked as retired, and who waits for its monitor looks again
 *
 * So Frame.holds and Frame.next are only used under a stripe's monitor: a frame that is found has not died, and one that has died is not
 * found. Lock order: stripe, then frames.
 */
final class FrameTable {
    private static final int PLACES = 4096;
    private static final int FIRST_BINS = 2;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final class Stripe {
        private @Nullable Frame[] bins = new @Nullable Frame[FIRST_BINS];
        private int size;

        /** Whether it has left the table. */
        private boolean retired;

        Stripe() {}

        Stripe(Frame first) {
            add(first);
        }

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

        @Nullable
        Frame first(int hash) {
            return bins[bin(hash, bins.length)];
        }

        synchronized void runs(List<Run<?>> runs) {
            for (Frame head : bins) {
                for (Frame frame = head; frame != null; frame = frame.next) {
                    frame.runs(runs);
                }
            }
        }

        private static int bin(int hash, int length) {
            return (hash >>> 12) & (length - 1);
        }
    }

    private final Engine engine;
    private final @Nullable Object[] places = new @Nullable Object[PLACES];

    FrameTable(Engine engine) {
        this.engine = engine;
    }

    /** Attaches to the work for a key: joins what is under way, or opens a new generation, and starts what is wanted. */
    void attach(Layout layout, Graph graph, Object key, Attachment who, Demand wanted, Turn turn) {
        int hash = hash(layout, graph, key);
        Frame opened = openAlone(layout, graph, key, hash, who, wanted);
        if (opened != null) {
            opened.open(turn);
        } else {
            attachToStripe(layout, graph, key, hash, who, wanted, turn);
        }
    }

    /** Does the same for a run that is just beginning, on a thread that has no turn: in the common case there is nothing to tell, and no turn is needed. */
    void attach(Layout layout, Graph graph, Object key, Run<?> run, Demand wanted) {
        int hash = hash(layout, graph, key);
        Frame opened = openAlone(layout, graph, key, hash, run, wanted);
        if (opened != null && wanted.imports().length == 0) {
            opened.start();
            return;
        }
        Turn turn = new Turn();
        if (opened != null) {
            opened.open(turn);
        } else {
            attachToStripe(layout, graph, key, hash, run, wanted, turn);
        }
        turn.settle();
    }

    /** Opens a frame if its place is free; returns null if it is not. */
    private @Nullable Frame openAlone(Layout layout, Graph graph, Object key, int hash, Attachment who, Demand wanted) {
        int place = hash & (PLACES - 1);
        if (places[place] != null) {
            return null;
        }
        Frame opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
        who.attachedTo(opened);
        return PLACE.compareAndSet(places, place, null, opened) ? opened : null; // full: decides against a close
    }

    private void attachToStripe(
            Layout layout, Graph graph, Object key, int hash, Attachment who, Demand wanted, Turn turn) {
        Frame refused = null;
        while (true) {
            Frame joined = null;
            Frame opened = null;
            List<Frame> older = null;
            Stripe stripe = stripe(hash & (PLACES - 1));
            synchronized (stripe) {
                if (stripe.retired) {
                    continue;
                }
                for (Frame frame = stripe.first(hash); frame != null; frame = frame.next) {
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

    /** Returns the stripe of a place, after putting one there if there is none. */
    private Stripe stripe(int place) {
        while (true) {
            Object there = PLACE.getAcquire(places, place);
            if (there instanceof Stripe stripe) {
                return stripe;
            }
            Stripe stripe = there instanceof Frame frame ? new Stripe(frame) : new Stripe();
            if (PLACE.compareAndSet(places, place, there, stripe)) {
                return stripe;
            }
        }
    }

    /** Lets go of a frame for an attachment that wants nothing of it any more. */
    void leave(Frame frame, Attachment who, boolean finished) {
        if (finished
                && !frame.layout()
                        .isLinked()) { // the common case: all that was wanted has ended, nothing else is held on to
            if (detached(frame)) {
                engine.died();
                return;
            }
            Deque<Release> none = new ArrayDeque<>(1);
            frame.forget(who, null, none);
            return;
        }
        leave(new Release(frame, who, null, finished));
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
        if (detached(frame)) {
            frame.die(release.finished(), more);
            engine.died();
        } else {
            frame.forget(release.who(), null, more);
        }
    }

    /** Takes back one hold; returns whether it was the last. */
    private boolean detached(Frame frame) {
        int place = frame.hash() & (PLACES - 1);
        if (places[place] == frame && PLACE.compareAndSet(places, place, frame, null)) {
            return true;
        }
        Stripe stripe = (Stripe) PLACE.getAcquire(places, place); // it stays as long as the frame is in it
        synchronized (stripe) {
            if (--frame.holds > 0) {
                return false;
            }
            stripe.remove(frame);
            if (stripe.size == 0) {
                stripe.retired = true;
                PLACE.setRelease(places, place, null);
            }
            return true;
        }
    }

    boolean isEmpty() {
        for (int place = 0; place < PLACES; place++) {
            if (PLACE.getVolatile(places, place) != null) { // a stripe is never empty for long
                return false;
            }
        }
        return true;
    }

    /** Returns the runs that are under way. */
    List<Run<?>> runs() {
        List<Run<?>> runs = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            Object there = PLACE.getVolatile(places, place);
            if (there instanceof Frame frame) {
                frame.runs(runs);
            } else if (there instanceof Stripe stripe) {
                stripe.runs(runs);
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
