package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
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

        /** Returns the frames of a key, the newest first. */
        List<Frame> generations(Layout layout, Graph graph, Object key, int hash, Domain domain) {
            List<Frame> generations = List.of();
            for (Frame frame = first(hash); frame != null; frame = frame.next) {
                if (frame.is(hash, layout, graph, key, domain)) {
                    if (generations.isEmpty()) {
                        generations = List.of(frame); // nearly always the only one
                    } else {
                        generations = new ArrayList<>(generations);
                        generations.add(frame);
                    }
                }
            }
            return generations;
        }

        synchronized void forEach(Consumer<Frame> what) {
            for (Frame head : bins) {
                for (Frame frame = head; frame != null; frame = frame.next) {
                    what.accept(frame);
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

    /**
     * Attaches to the work for a key: joins what is under way, or opens a new generation, and starts what is wanted.
     *
     * @return whether it has joined something, or waits for it
     */
    boolean attach(Layout layout, Graph graph, Object key, Attachment who, Demand wanted, Turn turn) {
        int hash = hash(layout, graph, key);
        List<Observer> observers = who.observers();
        Frame opened = observers.isEmpty() ? openAlone(layout, graph, key, hash, who, wanted) : null;
        if (opened != null) {
            settle(who);
            opened.open(turn);
            return false;
        }
        return attachToStripe(layout, graph, key, hash, who, observers, wanted, turn);
    }

    /** Does the same for a run that is just beginning, on a thread that has no turn: in the common case there is nothing to tell, and no turn is needed. */
    boolean attach(Layout layout, Graph graph, Object key, Run<?> run, Demand wanted) {
        int hash = hash(layout, graph, key);
        List<Observer> observers = run.observers();
        Frame opened = observers.isEmpty() ? openAlone(layout, graph, key, hash, run, wanted) : null;
        if (opened != null) {
            settle(run);
        }
        if (opened != null && wanted.imports().length == 0) {
            opened.start();
            return false;
        }
        Turn turn = new Turn();
        boolean joined = false;
        if (opened != null) {
            opened.open(turn);
        } else {
            joined = attachToStripe(layout, graph, key, hash, run, observers, wanted, turn);
        }
        turn.settle();
        return joined;
    }

    /** Opens a frame if its place is free, outside of sessions; returns null if it is not. */
    private @Nullable Frame openAlone(Layout layout, Graph graph, Object key, int hash, Attachment who, Demand wanted) {
        int place = hash & (PLACES - 1);
        if (places[place] != null || who.domain().snapshot() != null) {
            return null; // what a session knows is looked at under the stripe, where nothing that ends can be missed
        }
        Frame opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
        who.attachedTo(opened);
        return PLACE.compareAndSet(places, place, null, opened) ? opened : null; // full: decides against a close
    }

    private boolean attachToStripe(
            Layout layout,
            Graph graph,
            Object key,
            int hash,
            Attachment who,
            List<Observer> observers,
            Demand wanted,
            Turn turn) {
        while (true) {
            Starts starts = new Starts();
            List<Frame> generations;
            Frame opened = null;
            Frame found;
            Stripe stripe = stripe(hash & (PLACES - 1));
            synchronized (stripe) {
                if (stripe.retired) {
                    continue;
                }
                generations = stripe.generations(layout, graph, key, hash, who.domain());
                found = join(generations, who, wanted, observers, starts, turn);
                if (found == null) {
                    opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
                    found = opened;
                    who.attachedTo(opened);
                    if (!generations.isEmpty() || opened.isRemembering()) {
                        opened.succeed(generations, observers, starts, turn);
                    } else if (!observers.isEmpty()) {
                        opened.lookOn(observers, who, wanted.targets());
                    }
                    stripe.add(opened);
                }
            }
            starts.look(); // before it can end
            settle(who);
            if (opened == null) {
                found.open(starts, turn);
                return true;
            }
            if (generations.isEmpty() && !opened.isRemembering()) {
                opened.open(turn);
                return false;
            }
            opened.open(starts, turn);
            return !generations.isEmpty();
        }
    }

    /** Lets go of an attachment at once, before anything starts for it, if it is not wanted any more. */
    private void settle(Attachment who) {
        Aftermath unwanted = who.attached();
        if (unwanted != null) {
            leave(unwanted);
        }
    }

    private static @Nullable Frame join(
            List<Frame> generations,
            Attachment who,
            Demand wanted,
            List<Observer> observers,
            Starts starts,
            Turn turn) {
        for (int i = 0; i < generations.size(); i++) {
            Frame frame = generations.get(i);
            who.attachedTo(frame);
            if (frame.join(who, wanted, observers, without(frame, generations), starts, turn)) {
                return frame;
            }
        }
        return null;
    }

    private static List<Frame> without(Frame frame, List<Frame> generations) {
        if (generations.size() == 1) {
            return List.of();
        }
        List<Frame> others = new ArrayList<>(generations);
        others.remove(frame);
        return others;
    }

    /** Does something with the other generations of a frame's key, none of which can leave meanwhile; nothing if the frame has left. */
    void among(Frame frame, Consumer<List<Frame>> action) {
        if (!(PLACE.getAcquire(places, frame.hash() & (PLACES - 1)) instanceof Stripe stripe)) {
            return;
        }
        synchronized (stripe) {
            List<Frame> generations =
                    stripe.generations(frame.layout(), frame.graph(), frame.key(), frame.hash(), frame.domain());
            if (generations.contains(frame)) {
                action.accept(without(frame, generations));
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
        boolean simple = finished && !frame.isLinked() && !frame.mayRunOn();
        if (simple && detached(frame)) {
            engine.died(); // the common case: all that was wanted has ended, nothing else is held on to
            return;
        }
        leave(simple ? (table, more) -> frame.forget(who, null, false, more) : new Release(frame, who, null, finished));
    }

    /** Does what follows from letting go, and what follows from that. */
    void leave(Aftermath first) {
        Deque<Aftermath> open = new ArrayDeque<>(4);
        first.follow(this, open);
        for (Aftermath next = open.poll(); next != null; next = open.poll()) {
            next.follow(this, open);
        }
    }

    /** Takes back what an attachment wanted; who leaves before the end lets go only of what no running body holds on to. */
    void release(Release release, Deque<Aftermath> more) {
        Frame frame = release.frame();
        boolean leaves = release.targets() == null;
        boolean finished = release.finished();
        boolean looks = !finished || (leaves && frame.mayRunOn());
        if (looks && frame.forget(release.who(), release.targets(), leaves, more)) {
            return; // the hold has passed to bodies that run on
        }
        if (leaves) {
            if (detached(frame)) {
                frame.die(finished, more);
                engine.died();
            } else if (!looks) {
                frame.forget(release.who(), null, false, more);
            }
        }
    }

    /** Takes back one hold; returns whether it was the last. */
    private boolean detached(Frame frame) {
        int place = frame.hash() & (PLACES - 1);
        if (places[place] == frame && PLACE.compareAndSet(places, place, frame, null)) {
            return true; // of no session
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
        }
        frame.left();
        return true;
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
        forEach(frame -> frame.runs(runs));
        return runs;
    }

    /** Does something with all frames, each under the lock of its stripe if it has one. */
    void forEach(Consumer<Frame> what) {
        for (int place = 0; place < PLACES; place++) {
            Object there = PLACE.getVolatile(places, place);
            if (there instanceof Frame frame) {
                what.accept(frame);
            } else if (there instanceof Stripe stripe) {
                stripe.forEach(what);
            }
        }
    }

    private static int hash(Layout layout, Graph graph, Object key) {
        int hash = (31 * graph.hashCode() + layout.id()) * 31 + Layout.keyHash(key);
        hash *= 0x9E3779B9; // Fibonacci hashing (Knuth, TAOCP 6.4): spreads dense keys over stripes and bins
        return hash ^ (hash >>> 16);
    }
}
