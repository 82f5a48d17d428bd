package dev.doge.runtime.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

// Long because it holds all that frames do mostly without, each piece with the few lines that ask and change it: who
// uses
// it stands in Frame.
/** What a frame must know only when more happens to it than that one attachment waits for it. Guarded by the frame's lock. */
final class Rare {
    private static final int[] NO_TARGETS = {};

    /** One target that a joiner waits for. */
    static final class Hold {
        private final Attachment who;
        private final int target;
        private boolean told;
        private @Nullable Hold next;

        private Hold(Attachment who, int target) {
            this.who = who;
            this.target = target;
        }

        Attachment who() {
            return who;
        }

        int target() {
            return target;
        }

        void tell(Frame frame, Object outcome, Turn turn) {
            if (!told) {
                told = true;
                turn.tell(who, frame, target, outcome);
            }
        }
    }

    /** What is rare even for these. */
    private static final class Rest {
        /** Stands for one that was not made yet; nothing is ever written there. */
        static final Rest NOTHING = new Rest();

        /** What the frame's own nodes wait for; no reason to go on. Like all that follows it is made when it is needed. */
        List<Hold> inner = List.of();

        /** Who waits for bodies to return that nobody wants. */
        List<Hold> returns = List.of();

        @Nullable
        BitSet opened;

        @Nullable
        BitSet abandoned;

        @Nullable
        BitSet kept;

        @Nullable
        BitSet dropped;

        @Nullable
        BitSet adopted;

        /** Of the adopted nodes, those that are never executed here. */
        @Nullable
        BitSet elsewhere;

        @Nullable
        BitSet settled;

        /** What nobody who is attached wants or may want; also what has ended. */
        @Nullable
        BitSet unwanted;

        /** Whether only frames hold this one that it holds itself, so that nobody wants what tasks needed that have done without. */
        boolean ringed;

        /** Fan-outs that have failed and still demand the rest of their elements. */
        @Nullable
        BitSet demanding;

        /** Per node, how many wanted nodes that wait for it have not ended; null if values are not released. */
        int @Nullable [] consumers;

        /** Whether the value of a node has been released. */
        boolean released;

        Map<Integer, Throwable> rescued = Map.of();
        Map<Integer, List<Frame>> bodies = Map.of();

        /** Whose context a node is called in, if it is not the opener's. */
        Map<Integer, Domain> demanders = Map.of();
    }

    /** What a frame of a session must know beside; null outside of sessions. */
    final @Nullable SessionWork session;

    /** Who looks on; set once, before the mode says so. */
    @Nullable
    Attendance attendance;

    /** The bodies that can be spoken to while they run, the last that began first. */
    @Nullable
    Activity activities;

    /** The frame for several keys that this one goes on with for one of them; null if there is none. */
    @Nullable
    Frame whole;

    /** Of a frame for several keys, for which it takes no new runs: one bit for each. */
    private int sealed;

    /** Of a frame for several keys, how many generations of its keys go on with it. */
    private int goneOnWith;

    private @Nullable Hold first;
    private @Nullable Hold last;
    private Rest rest = Rest.NOTHING;
    private int[] openerTargets;

    Rare(int[] openerTargets, @Nullable SessionWork session) {
        this.openerTargets = openerTargets;
        this.session = session;
    }

    /** Notes that one generation more, or less, goes on with this frame for several keys. */
    void goOn(int change) {
        goneOnWith += change;
    }

    boolean isGoneOnWith() {
        return goneOnWith > 0;
    }

    /** Notes that this frame for several keys takes no new runs for the key of a part. */
    void seal(int part) {
        sealed |= 1 << part;
    }

    boolean isSealed(int part) {
        return (sealed & 1 << part) != 0;
    }

    private static boolean has(@Nullable BitSet set, int n) {
        return set != null && set.get(n);
    }

    private static BitSet with(@Nullable BitSet set, int n) {
        BitSet some = set == null ? new BitSet() : set;
        some.set(n);
        return some;
    }

    private static <T> List<T> some(List<T> list) {
        return list.isEmpty() ? new ArrayList<>(1) : list; // an empty one may be the immutable one
    }

    private static <T> Map<Integer, T> some(Map<Integer, T> map) {
        return map.isEmpty() ? new HashMap<>(2) : map;
    }

    private Rest rest() {
        if (rest == Rest.NOTHING) {
            rest = new Rest();
        }
        return rest;
    }

    Hold hold(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        if (last == null) {
            first = hold;
        } else {
            last.next = hold;
        }
        last = hold;
        return hold;
    }

    void tellHolds(Frame frame, int target, Object outcome, Turn turn) {
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.target == target) {
                hold.tell(frame, outcome, turn);
            }
        }
        tell(rest.inner, frame, target, outcome, turn);
    }

    private static void tell(List<Hold> holds, Frame frame, int target, Object outcome, Turn turn) {
        // each node that ends comes here: an iterator would be most of what that allocates
        for (int i = 0; i < holds.size(); i++) {
            Hold hold = holds.get(i);
            if (hold.target == target) {
                hold.tell(frame, outcome, turn);
            }
        }
    }

    Hold inner(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        rest().inner = some(rest.inner);
        rest.inner.add(hold);
        return hold;
    }

    Hold returns(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        rest().returns = some(rest.returns);
        rest.returns.add(hold);
        return hold;
    }

    /** Tells who waits for the body of a node to return. */
    void tellReturned(Frame frame, int n, Turn turn) {
        tell(rest.returns, frame, n, Node.NULL, turn);
    }

    void abandon(int n) {
        rest().abandoned = with(rest.abandoned, n);
    }

    boolean isAbandoned(int n) {
        return has(rest.abandoned, n);
    }

    boolean hasAbandoned() {
        return rest.abandoned != null;
    }

    /** Returns the nodes whose bodies ran when they were dropped and that it has not returned before. */
    BitSet takeAbandoned() {
        BitSet left = new BitSet(0);
        if (rest.abandoned != null) {
            left.or(rest.abandoned);
            for (int n = left.nextSetBit(0); n >= 0; n = left.nextSetBit(n + 1)) {
                left.set(n, !has(rest.kept, n));
            }
            for (int n = left.nextSetBit(0); n >= 0; n = left.nextSetBit(n + 1)) {
                rest().kept = with(rest.kept, n);
            }
        }
        return left;
    }

    /** Notes that a node waits for its abandoned body in another generation. */
    void awaitsBody(int n, Frame other) {
        rest().bodies = some(rest.bodies);
        rest.bodies.computeIfAbsent(n, first -> new ArrayList<>(1)).add(other);
    }

    void awaitsBodyNoMore(int n, Frame other) {
        awaitedBodies(n).remove(other);
    }

    /** Returns the generations whose abandoned body of a node is waited for. */
    List<Frame> awaitedBodies(int n) {
        return rest.bodies.getOrDefault(n, List.of());
    }

    void open(int gate) {
        rest().opened = with(rest.opened, gate);
    }

    boolean isOpened(int n) {
        return has(rest.opened, n);
    }

    /** Returns the gates that have opened and the rescues that have begun; null if none has. */
    @Nullable
    BitSet opened() {
        return rest.opened;
    }

    void rescue(int rescue, Throwable from) {
        rest().opened = with(rest.opened, rescue);
        rest().rescued = some(rest.rescued);
        rest.rescued.put(rescue, from);
    }

    Throwable rescuedFrom(int rescue) {
        return Objects.requireNonNull(rest.rescued.get(rescue));
    }

    void addHolders(List<Attachment> into) {
        for (Hold hold = first; hold != null; hold = hold.next) {
            into.add(hold.who);
        }
    }

    /** Does something with all who have joined, and each target that they want. */
    void forEachHold(ObjIntConsumer<Attachment> what) {
        for (Hold hold = first; hold != null; hold = hold.next) {
            what.accept(hold.who, hold.target);
        }
    }

    int[] openerTargets() {
        return openerTargets;
    }

    boolean openerWants() {
        return openerTargets.length > 0;
    }

    boolean openerWants(int target) {
        for (int wanted : openerTargets) {
            if (wanted == target) {
                return true;
            }
        }
        return false;
    }

    void openerForgets(int @Nullable [] targets) {
        openerTargets = targets == null ? NO_TARGETS : without(openerTargets, targets);
    }

    void forget(Attachment who, int @Nullable [] targets) {
        Hold before = null;
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.who != who || (targets != null && !contains(targets, hold.target))) {
                before = hold;
            } else if (before == null) {
                first = hold.next;
            } else {
                before.next = hold.next;
            }
        }
        last = before;
    }

    /**
     * Takes those keep-going runs that wait for a node that nobody wants any more: they are to look again.
     *
     * @param dead whether nobody wants any node
     */
    List<Hold> takeLingering(boolean dead) {
        if (rest.inner.isEmpty()) {
            return List.of();
        }
        List<Hold> lingering = rest.inner.stream()
                .filter(hold -> hold.who instanceof Lingering && (dead || isDropped(hold.target)))
                .toList();
        rest.inner.removeAll(lingering);
        return lingering;
    }

    /** Forgets who waits for nodes without being a reason to go on. */
    void unwatch(Attachment who) {
        if (!rest.inner.isEmpty()) {
            rest.inner.removeIf(hold -> hold.who == who);
        }
        if (!rest.returns.isEmpty()) {
            rest.returns.removeIf(hold -> hold.who == who);
        }
    }

    /** Says what is wanted, or may be, now that somebody has left. */
    void wantsOnly(BitSet wanted, int size) {
        BitSet unwanted = new BitSet(size);
        unwanted.set(0, size);
        unwanted.andNot(wanted);
        rest().unwanted = unwanted;
    }

    /** Says what is wanted, or may be, by somebody who has joined. */
    void wantsAlso(BitSet wanted) {
        if (rest.unwanted != null) {
            rest.unwanted.andNot(wanted);
        }
    }

    boolean isUnwanted(int n) {
        return has(rest.unwanted, n);
    }

    void ringed() {
        rest().ringed = true;
    }

    boolean isRinged() {
        return rest.ringed;
    }

    void demanding(int fanOut, boolean goesOn) {
        BitSet demanding = with(rest.demanding, fanOut);
        demanding.set(fanOut, goesOn);
        rest().demanding = demanding;
    }

    boolean isDemanding(int fanOut) {
        return has(rest.demanding, fanOut);
    }

    /** Returns the targets that somebody wants. */
    int[] wanted() {
        int size = openerTargets.length;
        for (Hold hold = first; hold != null; hold = hold.next) {
            size++;
        }
        int[] wanted = Arrays.copyOf(openerTargets, size);
        int at = openerTargets.length;
        for (Hold hold = first; hold != null; hold = hold.next) {
            wanted[at++] = hold.target;
        }
        return wanted;
    }

    boolean isHeldBy(Domain domain) {
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.who.domain().sees(domain)) {
                return true;
            }
        }
        return false;
    }

    void runs(List<Run<?>> runs) {
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.who instanceof Run<?> run) {
                runs.add(run);
            }
        }
    }

    void consumers(int[] counts) {
        rest().consumers = counts;
    }

    /** Notes that one more node waits for a node, or one less; returns how many do. */
    @SuppressWarnings("NullAway") // asked for only where values are released
    int consumed(int n, int change) {
        return rest.consumers[n] += change;
    }

    void released() {
        rest().released = true;
    }

    boolean hasReleased() {
        return rest.released;
    }

    /** Returns whether somebody waits for a node, or has got its value and may look at it. */
    boolean isHeld(int n) {
        if (openerWants(n)) {
            return true;
        }
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.target == n) {
                return true;
            }
        }
        return false;
    }

    void demandedBy(int n, Domain demander) {
        rest().demanders = some(rest.demanders);
        rest.demanders.put(n, demander);
    }

    /** Returns who was the first to demand a node; null if the opener was. */
    @Nullable
    Domain demander(int n) {
        return rest.demanders.get(n);
    }

    void drop(int n) {
        rest().dropped = with(rest.dropped, n);
    }

    boolean isDropped(int n) {
        return has(rest.dropped, n);
    }

    boolean hasDropped(BitSet closure) {
        return rest.dropped != null && rest.dropped.intersects(closure);
    }

    /**
     * Notes that a node is waited for in another generation, and so not started here.
     *
     * @param mayComeBack whether it may have to be executed here after all
     */
    void adopt(int n, boolean mayComeBack) {
        rest().adopted = with(rest.adopted, n);
        BitSet elsewhere = with(rest.elsewhere, n);
        elsewhere.set(n, !mayComeBack);
        rest().elsewhere = elsewhere;
    }

    /** Returns the nodes that are never executed here, so that what they need is not needed for them; null if there are none. */
    @Nullable
    BitSet elsewhere() {
        return rest.elsewhere;
    }

    boolean isAdopted(int n) {
        return has(rest.adopted, n);
    }

    /** Notes that a node is not waited for elsewhere any more, and has not ended. */
    void adoptNoMore(int n) {
        if (rest.adopted != null) {
            rest.adopted.clear(n);
        }
        if (rest.elsewhere != null) {
            rest.elsewhere.clear(n);
        }
    }

    /** Notes that the older generation is not held on to any more for a node that has ended. */
    void settle(int n) {
        rest().settled = with(rest.settled, n);
    }

    boolean isSettled(int n) {
        return has(rest.settled, n);
    }

    private static boolean contains(int[] targets, int target) {
        for (int one : targets) {
            if (one == target) {
                return true;
            }
        }
        return false;
    }

    private static int[] without(int[] from, int[] targets) {
        return Arrays.stream(from).filter(n -> !contains(targets, n)).toArray();
    }
}
