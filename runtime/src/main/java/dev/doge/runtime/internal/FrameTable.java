package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

// Long because who finds, opens, enters and lets go of frames meets at the same places: whoever checks a race has to
// see them all.
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
 * A frame for several keys is entered by one key after the other, each as above, and stands only after that:
 *
 *   entering -> standing   by a compare-and-set of its opener, once it is entered by all
 *   entering -> refused    by a compare-and-set of who finds it by one of them, or of its opener, who has found another's work for one: it is
 *                          taken out again, nothing of it was ever started, and all goes on as if it had never been there
 *
 * Who finds one that stands marks it as found, under its lock, before looking at it; its opener, once its run has ended, looks at that mark and
 * leaves without a lock if it is not there. So either the opener counts holds, or who comes finds that the run has ended, and all with it.
 *
 * So Frame.holds, save that of a frame for several keys, is only used under a stripe's monitor: a frame that is found has not died, and one that has died is not
 * found. Lock order: stripe, then frames.
 */
final class FrameTable {
    private static final int PLACE_BITS = 16;

    /** So many that the frames of a thousand requests under way rarely meet. */
    static final int PLACES = 1 << PLACE_BITS;

    private static final int FIRST_PLACES = 4;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);

    /** An open hash table with linear probing (Knuth, TAOCP 6.4, algorithms L and R). The hashes lie beside the frames, so that looking for one frame touches no other. */
    private static final class Stripe {
        private static final @Nullable Frame[] NO_FRAMES = {null};
        private static final int[] NO_HASHES = {0};

        /** The only frame, as long as there was never another: that has no use for a table. */
        private @Nullable Frame alone;

        private int aloneHash;

        private @Nullable Frame[] frames = NO_FRAMES;
        private int[] hashes = NO_HASHES;
        private int size;

        /** Whether it has left the table. */
        private boolean retired;

        Stripe() {}

        Stripe(Frame first, int hash) {
            add(first, hash);
        }

        void add(Frame frame, int hash) {
            if (frames == NO_FRAMES) {
                if (size == 0) {
                    alone = frame;
                    aloneHash = hash;
                    size = 1;
                    return;
                }
                frames = new @Nullable Frame[FIRST_PLACES];
                hashes = new int[FIRST_PLACES];
                insert(Objects.requireNonNull(alone), aloneHash);
                alone = null;
            } else if (4 * (size + 1) > 3 * frames.length) {
                grow();
            }
            insert(frame, hash);
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

        /** Removes a frame; does nothing if it is not there. */
        void remove(Frame frame, int hash) {
            if (frame == alone) {
                alone = null;
                size = 0;
                return;
            }
            int gap = home(hash);
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
            return alone != null && !alone.isCombined() && alone.is(hash, layout, graph, key, domain) ? alone : null;
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
                visit(alone, aloneHash, what);
            }
            for (int at = 0; at < frames.length; at++) {
                Frame frame = frames[at];
                if (frame != null) {
                    visit(frame, hashes[at], what);
                }
            }
        }

        private int home(int hash) {
            return (hash >>> PLACE_BITS) & (frames.length - 1);
        }

        private int after(int at) {
            return (at + 1) & (frames.length - 1);
        }
    }

    private final Engine engine;
    private final @Nullable Object[] places;

    /**
     * Makes a table.
     *
     * @param places how many places it has, a power of two
     */
    FrameTable(Engine engine, int places) {
        this.engine = engine;
        this.places = new @Nullable Object[places];
    }

    private int place(int hash) {
        return hash & (places.length - 1);
    }

    /** Does something with a frame that was found by one of its hashes: with each only once, and only with what stands. */
    private static void visit(Frame frame, int hash, Consumer<Frame> what) {
        if (!frame.isCombined() || (frame.hash() == hash && frame.isStanding())) {
            what.accept(frame);
        }
    }

    /**
     * Attaches to the work for a key: joins what is under way, or opens a new generation, and starts what is wanted.
     *
     * @return whether it has joined something, or waits for it
     */
    boolean attach(Layout layout, Graph graph, Object key, Attachment who, Demand wanted, Turn turn) {
        int hash = hash(layout, graph, key);
        List<Observer> observers = who.observers();
        Frame opened =
                who instanceof Run<?> run ? openCombined(layout, graph, key, hash, run, observers, wanted) : null;
        if (opened == null) {
            opened = openAlone(layout, graph, key, hash, who, observers, wanted);
        }
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
        Frame opened = openCombined(layout, graph, key, hash, run, observers, wanted);
        if (opened == null) {
            opened = openAlone(layout, graph, key, hash, run, observers, wanted);
        }
        if (opened != null) {
            settle(run);
        }
        if (opened != null && (opened.isCombined() || wanted.imports().length == 0)) {
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

    /**
     * Opens one frame for all keys that a run needs, if there is work for none of them.
     *
     * @return null if there is, or what is needed has to have frames by key
     */
    private @Nullable Frame openCombined(
            Layout layout, Graph graph, Object key, int hash, Run<?> run, List<Observer> observers, Demand wanted) {
        if (wanted.imports().length == 0 || !observers.isEmpty() || !run.mayCombine()) {
            return null;
        }
        Combination all = layout.combination(wanted.targets()[0]);
        if (all == null) {
            return null;
        }
        int graphHash = graph.hashCode();
        int narrowest = all.hash(0, graphHash, key);
        if (isTaken(all.part(0), graph, key, narrowest, run.domain())) {
            return null;
        }
        Frame opened = new Frame(all.layout(), graph, key, hash, run.domain(), run, all.demand());
        opened.foundBy(all, 0, narrowest);
        opened.foundBy(all, all.size() - 1, hash);
        for (int i = 1; i < all.size() - 1; i++) {
            opened.foundBy(all, i, all.hash(i, graphHash, key));
        }
        if (!haveOwnPlaces(opened, all)) {
            return null;
        }
        run.attachedTo(opened);
        boolean stands = false;
        try {
            stands = entersAll(opened, all, run.domain()) && opened.stands();
        } finally {
            if (!stands) { // also if a key has thrown when it was compared
                opened.refuse();
                withdraw(opened, all);
                engine.died(); // who closes may have seen it
            }
        }
        return stands ? opened : null;
    }

    /** Returns whether there is work for the key of a part. A look ahead: to find out later costs more. */
    private boolean isTaken(Combination.Part part, Graph graph, Object wide, int hash, Domain domain) {
        Object there = PLACE.getAcquire(places, place(hash));
        if (there instanceof Frame frame) {
            return frame.is(hash, part.layout(), graph, part.key(wide), domain);
        }
        if (there instanceof Stripe stripe) {
            synchronized (stripe) {
                return !stripe.generations(part.layout(), graph, part.key(wide), hash, domain)
                        .isEmpty();
            }
        }
        return false;
    }

    private boolean entersAll(Frame frame, Combination all, Domain domain) {
        for (int i = 0; i < all.size(); i++) {
            if (!enters(frame, all, i, domain)) {
                return false;
            }
        }
        return true;
    }

    private boolean haveOwnPlaces(Frame frame, Combination all) {
        for (int i = 1; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (place(frame.hash(all, i) ^ frame.hash(all, j)) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Enters a frame by one of its keys; returns false if there is work for that. */
    private boolean enters(Frame frame, Combination all, int part, Domain domain) {
        int hash = frame.hash(all, part);
        int place = place(hash);
        while (true) {
            if (PLACE.getAcquire(places, place) == null) {
                if (PLACE.compareAndSet(places, place, null, frame)) {
                    return true;
                }
                continue;
            }
            Object key = all.part(part).key(frame.key());
            Stripe stripe = stripe(place);
            synchronized (stripe) {
                if (stripe.retired) {
                    continue;
                }
                if (!stripe.generations(all.part(part).layout(), frame.graph(), key, hash, domain)
                        .isEmpty()) {
                    return false;
                }
                stripe.add(frame, hash);
                return true;
            }
        }
    }

    /** Takes a frame for several keys out, wherever it was entered. */
    private void withdraw(Frame frame, Combination all) {
        for (int i = 0; i < all.size(); i++) {
            remove(frame, frame.hash(all, i));
        }
    }

    private void remove(Frame frame, int hash) {
        int place = place(hash);
        if (places[place] == frame && PLACE.compareAndSet(places, place, frame, null)) {
            return;
        }
        if (PLACE.getAcquire(places, place) instanceof Stripe stripe) {
            synchronized (stripe) {
                remove(stripe, frame, hash);
            }
        }
    }

    private void remove(Stripe stripe, Frame frame, int hash) {
        if (stripe.retired) {
            return;
        }
        stripe.remove(frame, hash);
        if (stripe.size == 0) {
            stripe.retired = true;
            PLACE.setRelease(places, place(hash), null);
        }
    }

    /** Opens a frame if its place is free, outside of sessions; returns null if it is not. */
    private @Nullable Frame openAlone(
            Layout layout, Graph graph, Object key, int hash, Attachment who, List<Observer> observers, Demand wanted) {
        int place = place(hash);
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
            Stripe stripe = stripe(place(hash));
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
                    generations = standing(stripe.generations(layout, graph, key, hash, who.domain()), stripe, hash);
                    if (!generations.isEmpty() || who.domain().snapshot() != null) {
                        starts = new Starts();
                        found = join(generations, who, wanted, observers, starts, turn);
                    }
                }
                if (found == null) {
                    Frame whole = whole(who, layout, generations);
                    Domain domain = whole == null ? who.domain() : whole.domain();
                    opened = new Frame(layout, graph, key, hash, domain, who, wanted);
                    if (whole != null) {
                        opened.goesOnWith(whole);
                    }
                    who.attachedTo(opened);
                    if (starts != null && (!generations.isEmpty() || opened.isRemembering())) {
                        opened.succeed(generations, observers, starts, turn);
                    } else {
                        starts = null;
                        if (!observers.isEmpty()) {
                            opened.openedBefore(observers);
                        }
                    }
                    stripe.add(opened, hash);
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

    /** Returns the same generations without one for several keys that does not stand yet, and now never will. Under the stripe. */
    private static List<Frame> standing(List<Frame> generations, Stripe stripe, int hash) {
        if (generations.isEmpty()) {
            return generations;
        }
        Frame oldest = generations.get(generations.size() - 1);
        if (!oldest.isCombined()) {
            return generations;
        }
        if (oldest.refuse()) {
            stripe.remove(oldest, hash);
            return without(oldest, generations);
        }
        oldest.found();
        return generations;
    }

    /** Returns the frame for several keys with which a new generation of one of them goes on; null if there is none, or it takes no new runs. */
    private static @Nullable Frame whole(Attachment who, Layout layout, List<Frame> generations) {
        if (generations.isEmpty()) {
            return null;
        }
        Frame oldest = generations.get(generations.size() - 1);
        return oldest.isCombined() && oldest.letsGoOn(who.domain(), layout) ? oldest : null;
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
        if (!(PLACE.getAcquire(places, place(frame.hash())) instanceof Stripe stripe)) {
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
            Stripe stripe = there instanceof Frame frame ? new Stripe(frame, hashAt(frame, place)) : new Stripe();
            if (PLACE.compareAndSet(places, place, there, stripe)) {
                return stripe;
            }
        }
    }

    /** Returns the hash by which a frame lies at a place. */
    private int hashAt(Frame frame, int place) {
        Combination all = frame.combination();
        int hash = frame.hash();
        for (int i = 0; all != null && place(hash) != place; i++) {
            hash = frame.hash(all, i);
        }
        return hash;
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
                return;
            }
            if (!looks) {
                frame.forget(who, null, false, more);
            }
            if (frame.mayBeUnheld()) {
                more.addLeft(frame);
            }
        }
    }

    /** Takes back the hold of a generation on the frame for several keys that it has gone on with. */
    void leaveWhole(Frame whole, Aftermaths more) {
        if (detached(whole)) {
            whole.die(false, more);
            engine.died();
        }
    }

    /** Takes back one hold; returns whether it was the last. */
    private boolean detached(Frame frame) {
        Combination all = frame.combination();
        if (all != null) {
            if (frame.isShared() && !frame.lastHoldGivenBack()) {
                return false;
            }
            withdraw(frame, all);
            return true;
        }
        int place = place(frame.hash());
        if (places[place] == frame && PLACE.compareAndSet(places, place, frame, null)) {
            return true; // of no session
        }
        Stripe stripe = (Stripe) PLACE.getAcquire(places, place); // it stays as long as the frame is in it
        synchronized (stripe) {
            if (--frame.holds > 0) {
                return false;
            }
            remove(stripe, frame, frame.hash());
        }
        frame.left();
        return true;
    }

    boolean isEmpty() {
        for (int place = 0; place < places.length; place++) {
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
        for (int place = 0; place < places.length; place++) {
            Object there = PLACE.getVolatile(places, place);
            if (there instanceof Frame frame) {
                visit(frame, hashAt(frame, place), what);
            } else if (there instanceof Stripe stripe) {
                stripe.forEach(what);
            }
        }
    }

    private static int hash(Layout layout, Graph graph, Object key) {
        return layout.hash(graph.hashCode(), Layout.keyHash(key));
    }
}
