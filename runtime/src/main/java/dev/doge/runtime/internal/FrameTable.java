package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 *   a stripe  a small hash table under its own monitor, for as long as it has frames
 *
 *   null -> frame     by a compare-and-set of who opens it
 *   frame -> null     by a compare-and-set of its opener, who leaves: the common life of a frame
 *   frame -> stripe   by a compare-and-set of anyone who finds a place taken, whether by an equal key or by another
 *   stripe -> null    under its monitor, when its last frame has left; it is marked as retired, and who waits for its monitor looks again
 *
 * So Frame.holds is only used under a stripe's monitor: a frame that is found has not died, and one that has died is not
 * found. Lock order: stripe, then frames.
 */
final class FrameTable {
    private static final int PLACES = 4096;
    private static final int FIRST_PLACES = 4;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);

    /** An open hash table with linear probing (Knuth, TAOCP 6.4, algorithms L and R). The hashes lie beside the frames, so that looking for one frame touches no other. */
    private static final class Stripe {
        private static final @Nullable Frame[] NO_FRAMES = {null};
        private static final int[] NO_HASHES = {0};

        /** The only frame, as long as there was never another: that has no use for a table. */
        private @Nullable Frame alone;

        private @Nullable Frame[] frames = NO_FRAMES;
        private int[] hashes = NO_HASHES;
        private int size;

        /** Whether it has left the table. */
        private boolean retired;

        Stripe() {}

        Stripe(Frame first) {
            add(first);
        }

        void add(Frame frame) {
            if (frames == NO_FRAMES) {
                if (size == 0) {
                    alone = frame;
                    size = 1;
                    return;
                }
                frames = new @Nullable Frame[FIRST_PLACES];
                hashes = new int[FIRST_PLACES];
                insert(Objects.requireNonNull(alone), alone.hash());
                alone = null;
            } else if (4 * (size + 1) > 3 * frames.length) {
                grow();
            }
            insert(frame, frame.hash());
            size++;
        }

        /** Puts a frame behind all others of its hash. */
        private void insert(Frame frame, int hash) {
            int at = home(hash);
            while (frames[at] != null) {
                at = after(at);
            }
            frames[at] = frame;
            hashes[at] = hash;
        }

        private void grow() {
            @Nullable Frame[] oldFrames = frames;
            int[] oldHashes = hashes;
            frames = new @Nullable Frame[2 * oldFrames.length];
            hashes = new int[2 * oldFrames.length];
            int gap = 0;
            while (oldFrames[gap] != null) {
                gap++;
            }
            for (int i = 1; i < oldFrames.length; i++) { // from a gap on, so that frames of one hash keep their order
                int at = (gap + i) & (oldFrames.length - 1);
                Frame frame = oldFrames[at];
                if (frame != null) {
                    insert(frame, oldHashes[at]);
                }
            }
        }

        void remove(Frame frame) {
            if (frame == alone) {
                alone = null;
                size = 0;
                return;
            }
            int gap = home(frame.hash());
            while (frames[gap] != frame) {
                if (frames[gap] == null) {
                    return;
                }
                gap = after(gap);
            }
            int mask = frames.length - 1;
            for (int at = after(gap); frames[at] != null; at = after(at)) {
                if (((at - home(hashes[at])) & mask) >= ((at - gap) & mask)) {
                    frames[gap] = frames[at];
                    hashes[gap] = hashes[at];
                    gap = at;
                }
            }
            frames[gap] = null;
            size--;
        }

        /** Returns the frame of a key if it is the only one here; else null. */
        @Nullable
        Frame only(Layout layout, Graph graph, Object key, int hash, Domain domain) {
            return alone != null && alone.is(hash, layout, graph, key, domain) ? alone : null;
        }

        /** Returns the frames of a key, the newest first. */
        List<Frame> generations(Layout layout, Graph graph, Object key, int hash, Domain domain) {
            Frame only = alone;
            if (only != null) {
                return only.is(hash, layout, graph, key, domain) ? List.of(only) : List.of();
            }
            List<Frame> generations = List.of();
            for (int at = home(hash); frames[at] != null; at = after(at)) {
                Frame frame = frames[at];
                if (hashes[at] == hash && frame.is(hash, layout, graph, key, domain)) {
                    if (generations.isEmpty()) {
                        generations = List.of(frame); // nearly always the only one
                    } else {
                        generations = new ArrayList<>(generations);
                        generations.add(0, frame);
                    }
                }
            }
            return generations;
        }

        synchronized void forEach(Consumer<Frame> what) {
            if (alone != null) {
                what.accept(alone);
            }
            for (Frame frame : frames) {
                if (frame != null) {
                    what.accept(frame);
                }
            }
        }

        private int home(int hash) {
            return (hash >>> 12) & (frames.length - 1);
        }

        private int after(int at) {
            return (at + 1) & (frames.length - 1);
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
        Frame opened = openAlone(layout, graph, key, hash, who, observers, wanted);
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
        Frame opened = openAlone(layout, graph, key, hash, run, observers, wanted);
        if (opened != null) {
            settle(run);
        }
        if (opened != null && wanted.imports().length == 0) {
            opened.start();
            return false;
        }
        Turn turn = new Turn();
        boolean joined = false;
        turn.startsLater(); // also in a stripe: what starts first must not hang on whether two hashes meet
        try {
            if (opened != null) {
                opened.open(turn);
            } else {
                joined = attachToStripe(layout, graph, key, hash, run, observers, wanted, turn);
            }
        } finally {
            turn.startOpened();
        }
        turn.settle();
        return joined;
    }

    /** Opens a frame if its place is free, outside of sessions; returns null if it is not. */
    private @Nullable Frame openAlone(
            Layout layout, Graph graph, Object key, int hash, Attachment who, List<Observer> observers, Demand wanted) {
        int place = hash & (PLACES - 1);
        if (places[place] != null || who.domain().snapshot() != null) {
            return null; // what a session knows is looked at under the stripe, where nothing that ends can be missed
        }
        Frame opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
        who.attachedTo(opened);
        if (!PLACE.compareAndSet(places, place, null, opened)) { // full: decides against a close
            return null;
        }
        if (!observers.isEmpty()) {
            opened.openedBefore(observers);
        }
        return opened;
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
            Starts starts = null; // nothing is found to be started by who is the first for a key
            List<Frame> generations = List.of();
            Frame found = null;
            Frame opened = null;
            Stripe stripe = stripe(hash & (PLACES - 1));
            synchronized (stripe) {
                if (stripe.retired) {
                    continue;
                }
                Frame only = stripe.only(layout, graph, key, hash, who.domain());
                if (only != null) {
                    starts = new Starts();
                    if (joins(only, List.of(), who, wanted, observers, starts, turn)) {
                        found = only;
                    } else {
                        generations = List.of(only);
                    }
                } else {
                    generations = stripe.generations(layout, graph, key, hash, who.domain());
                    if (!generations.isEmpty() || who.domain().snapshot() != null) {
                        starts = new Starts();
                        found = join(generations, who, wanted, observers, starts, turn);
                    }
                }
                if (found == null) {
                    opened = new Frame(layout, graph, key, hash, who.domain(), who, wanted);
                    who.attachedTo(opened);
                    if (starts != null && (!generations.isEmpty() || opened.isRemembering())) {
                        opened.succeed(generations, observers, starts, turn);
                    } else {
                        starts = null;
                        if (!observers.isEmpty()) {
                            opened.openedBefore(observers);
                        }
                    }
                    stripe.add(opened);
                }
            }
            if (starts != null) {
                starts.look(); // before it can end
            }
            settle(who);
            Frame frame = Objects.requireNonNull(opened == null ? found : opened);
            if (starts == null) {
                frame.open(turn);
            } else {
                frame.open(starts, turn);
            }
            return opened == null || !generations.isEmpty();
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
            if (joins(frame, without(frame, generations), who, wanted, observers, starts, turn)) {
                return frame;
            }
        }
        return null;
    }

    private static boolean joins(
            Frame frame,
            List<Frame> others,
            Attachment who,
            Demand wanted,
            List<Observer> observers,
            Starts starts,
            Turn turn) {
        who.attachedTo(frame);
        return frame.join(who, wanted, observers, others, starts, turn);
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
        Aftermaths open = new Aftermaths();
        if (simple) {
            frame.forget(who, null, false, open); // others stay
        } else {
            release(frame, who, null, finished, open);
        }
        follow(open);
    }

    /** Does what follows from letting go, and what follows from that. */
    void leave(Aftermath first) {
        Aftermaths open = new Aftermaths();
        first.follow(this, open);
        follow(open);
    }

    private void follow(Aftermaths open) {
        for (Aftermath next = open.poll(); next != null; next = open.poll()) {
            next.follow(this, open);
        }
    }

    /** Takes back what an attachment wanted; who leaves before the end lets go only of what no running body holds on to. */
    void release(Frame frame, Attachment who, int @Nullable [] targets, boolean finished, Aftermaths more) {
        boolean leaves = targets == null;
        boolean looks = !finished || (leaves && frame.mayRunOn());
        if (looks && frame.forget(who, targets, leaves, more)) {
            return; // the hold has passed to bodies that run on
        }
        if (leaves) {
            if (detached(frame)) {
                frame.die(finished, more);
                engine.died();
            } else if (!looks) {
                frame.forget(who, null, false, more);
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
        // like HashMap's: keys that follow one another lie in stripes that follow one another, and in each side by side
        return hash ^ (hash >>> 16);
    }
}
