package dev.doge.runtime.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a frame must know only when more happens to it than that one attachment waits for it. Guarded by the frame's lock. */
final class Rare {
    private static final int[] NO_TARGETS = {};

    /** One target that a joiner waits for. */
    static final class Hold {
        private final Attachment who;
        private final int target;
        private boolean told;

        private Hold(Attachment who, int target) {
            this.who = who;
            this.target = target;
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

    /** What a frame of a session must know beside; null outside of sessions. */
    final @Nullable SessionWork session;

    /** Who looks on; set once, before the mode says so. */
    @Nullable
    Attendance attendance;

    private final List<Hold> holds = new ArrayList<>(2);

    /** What the frame's own nodes wait for; no reason to go on. Like all that follows it is made when it is needed, which is nearly never. */
    private List<Hold> inner = List.of();

    /** Who waits for bodies to return that nobody wants. */
    private List<Hold> returns = List.of();

    private @Nullable BitSet opened;
    private @Nullable BitSet abandoned;
    private @Nullable BitSet kept;
    private @Nullable BitSet dropped;
    private @Nullable BitSet adopted;
    private Map<Integer, Throwable> rescued = Map.of();
    private Map<Integer, List<Frame>> bodies = Map.of();

    /** Of the adopted nodes, those that are never executed here. */
    private @Nullable BitSet elsewhere;

    private @Nullable BitSet settled;

    /** What nobody who is attached wants or may want; also what has ended. */
    private @Nullable BitSet unwanted;

    /** Fan-outs that have failed and still demand the rest of their elements. */
    private @Nullable BitSet demanding;

    /** Whose context a node is called in, if it is not the opener's. */
    private Map<Integer, Domain> demanders = Map.of();

    private int[] openerTargets;

    Rare(int[] openerTargets, @Nullable SessionWork session) {
        this.openerTargets = openerTargets;
        this.session = session;
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

    Hold hold(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        holds.add(hold);
        return hold;
    }

    void tellHolds(Frame frame, int target, Object outcome, Turn turn) {
        tell(holds, frame, target, outcome, turn);
        tell(inner, frame, target, outcome, turn);
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
        inner = some(inner);
        inner.add(hold);
        return hold;
    }

    Hold returns(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        returns = some(returns);
        returns.add(hold);
        return hold;
    }

    /** Tells who waits for the body of a node to return. */
    void tellReturned(Frame frame, int n, Turn turn) {
        tell(returns, frame, n, Node.NULL, turn);
    }

    void abandon(int n) {
        abandoned = with(abandoned, n);
    }

    boolean isAbandoned(int n) {
        return has(abandoned, n);
    }

    boolean hasAbandoned() {
        return abandoned != null;
    }

    /** Returns the nodes whose bodies ran when they were dropped and that it has not returned before. */
    BitSet takeAbandoned() {
        BitSet left = new BitSet(0);
        if (abandoned != null) {
            left.or(abandoned);
            for (int n = left.nextSetBit(0); n >= 0; n = left.nextSetBit(n + 1)) {
                left.set(n, !has(kept, n));
            }
            for (int n = left.nextSetBit(0); n >= 0; n = left.nextSetBit(n + 1)) {
                kept = with(kept, n);
            }
        }
        return left;
    }

    /** Notes that a node waits for its abandoned body in another generation. */
    void awaitsBody(int n, Frame other) {
        bodies = some(bodies);
        bodies.computeIfAbsent(n, first -> new ArrayList<>(1)).add(other);
    }

    void awaitsBodyNoMore(int n, Frame other) {
        awaitedBodies(n).remove(other);
    }

    /** Returns the generations whose abandoned body of a node is waited for. */
    List<Frame> awaitedBodies(int n) {
        return bodies.getOrDefault(n, List.of());
    }

    void open(int gate) {
        opened = with(opened, gate);
    }

    boolean isOpened(int n) {
        return has(opened, n);
    }

    /** Returns the gates that have opened and the rescues that have begun; null if none has. */
    @Nullable
    BitSet opened() {
        return opened;
    }

    void rescue(int rescue, Throwable from) {
        opened = with(opened, rescue);
        rescued = some(rescued);
        rescued.put(rescue, from);
    }

    Throwable rescuedFrom(int rescue) {
        return Objects.requireNonNull(rescued.get(rescue));
    }

    void addHolders(List<Attachment> into) {
        holds.forEach(hold -> into.add(hold.who));
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
        for (int i = holds.size() - 1; i >= 0; i--) {
            Hold hold = holds.get(i);
            if (hold.who == who && (targets == null || contains(targets, hold.target))) {
                holds.remove(i);
            }
        }
    }

    /** Forgets who waits for nodes without being a reason to go on. */
    void unwatch(Attachment who) {
        if (!inner.isEmpty()) {
            inner.removeIf(hold -> hold.who == who);
        }
        if (!returns.isEmpty()) {
            returns.removeIf(hold -> hold.who == who);
        }
    }

    /** Says what is wanted, or may be, now that somebody has left. */
    void wantsOnly(BitSet wanted, int size) {
        BitSet rest = new BitSet(size);
        rest.set(0, size);
        rest.andNot(wanted);
        unwanted = rest;
    }

    /** Says what is wanted, or may be, by somebody who has joined. */
    void wantsAlso(BitSet wanted) {
        if (unwanted != null) {
            unwanted.andNot(wanted);
        }
    }

    boolean isUnwanted(int n) {
        return has(unwanted, n);
    }

    void demanding(int fanOut, boolean goesOn) {
        demanding = with(demanding, fanOut);
        demanding.set(fanOut, goesOn);
    }

    boolean isDemanding(int fanOut) {
        return has(demanding, fanOut);
    }

    /** Returns the targets that somebody wants. */
    int[] wanted() {
        int[] wanted = new int[openerTargets.length + holds.size()];
        System.arraycopy(openerTargets, 0, wanted, 0, openerTargets.length);
        for (int i = 0; i < holds.size(); i++) {
            wanted[openerTargets.length + i] = holds.get(i).target;
        }
        return wanted;
    }

    boolean isHeldBy(Domain domain) {
        for (Hold hold : holds) {
            if (hold.who.domain().sees(domain)) {
                return true;
            }
        }
        return false;
    }

    void runs(List<Run<?>> runs) {
        for (Hold hold : holds) {
            if (hold.who instanceof Run<?> run) {
                runs.add(run);
            }
        }
    }

    void demandedBy(int n, Domain demander) {
        demanders = some(demanders);
        demanders.put(n, demander);
    }

    /** Returns who was the first to demand a node; null if the opener was. */
    @Nullable
    Domain demander(int n) {
        return demanders.get(n);
    }

    void drop(int n) {
        dropped = with(dropped, n);
    }

    boolean isDropped(int n) {
        return has(dropped, n);
    }

    boolean hasDropped(BitSet closure) {
        return dropped != null && dropped.intersects(closure);
    }

    /**
     * Notes that a node is waited for in another generation, and so not started here.
     *
     * @param mayComeBack whether it may have to be executed here after all
     */
    void adopt(int n, boolean mayComeBack) {
        adopted = with(adopted, n);
        elsewhere = with(elsewhere, n);
        elsewhere.set(n, !mayComeBack);
    }

    /** Returns the nodes that are never executed here, so that what they need is not needed for them; null if there are none. */
    @Nullable
    BitSet elsewhere() {
        return elsewhere;
    }

    boolean isAdopted(int n) {
        return has(adopted, n);
    }

    /** Notes that a node is not waited for elsewhere any more, and has not ended. */
    void adoptNoMore(int n) {
        if (adopted != null) {
            adopted.clear(n);
        }
    }

    /** Notes that the older generation is not held on to any more for a node that has ended. */
    void settle(int n) {
        settled = with(settled, n);
    }

    boolean isSettled(int n) {
        return has(settled, n);
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
