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

    /** What the frame's own nodes wait for; no reason to go on. */
    private final List<Hold> inner = new ArrayList<>(0);

    /** Who waits for bodies to return that nobody wants. */
    private final List<Hold> returns = new ArrayList<>(0);

    private final BitSet opened = new BitSet();
    private final BitSet abandoned = new BitSet();
    private final BitSet kept = new BitSet();
    private final Map<Integer, Throwable> rescued = new HashMap<>(2);
    private final Map<Integer, List<Frame>> bodies = new HashMap<>(2);
    private final BitSet dropped = new BitSet();
    private final BitSet adopted = new BitSet();

    /** Of the adopted nodes, those that are never executed here. */
    private final BitSet elsewhere = new BitSet(0);

    private final BitSet settled = new BitSet(0);

    /** What nobody who is attached wants or may want; also what has ended. */
    private final BitSet unwanted = new BitSet();

    /** Fan-outs that have failed and still demand the rest of their elements. */
    private final BitSet demanding = new BitSet(0);

    /** Whose context a node is called in, if it is not the opener's. */
    private final Map<Integer, Domain> demanders = new HashMap<>(0);

    private int[] openerTargets;

    Rare(int[] openerTargets, @Nullable SessionWork session) {
        this.openerTargets = openerTargets;
        this.session = session;
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
        for (Hold hold : holds) {
            if (hold.target == target) {
                hold.tell(frame, outcome, turn);
            }
        }
    }

    Hold inner(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        inner.add(hold);
        return hold;
    }

    Hold returns(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        returns.add(hold);
        return hold;
    }

    /** Tells who waits for the body of a node to return. */
    void tellReturned(Frame frame, int n, Turn turn) {
        tell(returns, frame, n, Node.NULL, turn);
    }

    void abandon(int n) {
        abandoned.set(n);
    }

    boolean isAbandoned(int n) {
        return abandoned.get(n);
    }

    /** Returns the nodes whose bodies ran when they were dropped and that it has not returned before. */
    BitSet takeAbandoned() {
        BitSet left = (BitSet) abandoned.clone();
        left.andNot(kept);
        kept.or(left);
        return left;
    }

    /** Notes that a node waits for its abandoned body in another generation. */
    void awaitsBody(int n, Frame other) {
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
        opened.set(gate);
    }

    boolean isOpened(int n) {
        return opened.get(n);
    }

    /** Returns the gates that have opened and the rescues that have begun. */
    BitSet opened() {
        return opened;
    }

    void rescue(int rescue, Throwable from) {
        opened.set(rescue);
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
        openerTargets = targets == null ? new int[0] : without(openerTargets, targets);
    }

    void forget(Attachment who, int @Nullable [] targets) {
        holds.removeIf(hold -> hold.who == who && (targets == null || contains(targets, hold.target)));
    }

    /** Forgets who waits for nodes without being a reason to go on. */
    void unwatch(Attachment who) {
        inner.removeIf(hold -> hold.who == who);
        returns.removeIf(hold -> hold.who == who);
    }

    /** Says what is wanted, or may be, now that somebody has left. */
    void wantsOnly(BitSet wanted, int size) {
        unwanted.set(0, size);
        unwanted.andNot(wanted);
    }

    /** Says what is wanted, or may be, by somebody who has joined. */
    void wantsAlso(BitSet wanted) {
        unwanted.andNot(wanted);
    }

    boolean isUnwanted(int n) {
        return unwanted.get(n);
    }

    void demanding(int fanOut, boolean goesOn) {
        demanding.set(fanOut, goesOn);
    }

    boolean isDemanding(int fanOut) {
        return demanding.get(fanOut);
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
        demanders.put(n, demander);
    }

    /** Returns who was the first to demand a node; null if the opener was. */
    @Nullable
    Domain demander(int n) {
        return demanders.get(n);
    }

    void drop(int n) {
        dropped.set(n);
    }

    boolean isDropped(int n) {
        return dropped.get(n);
    }

    boolean hasDropped(BitSet closure) {
        return dropped.intersects(closure);
    }

    /**
     * Notes that a node is waited for in another generation, and so not started here.
     *
     * @param mayComeBack whether it may have to be executed here after all
     */
    void adopt(int n, boolean mayComeBack) {
        adopted.set(n);
        elsewhere.set(n, !mayComeBack);
    }

    /** Returns the nodes that are never executed here, so that what they need is not needed for them. */
    BitSet elsewhere() {
        return elsewhere;
    }

    boolean isAdopted(int n) {
        return adopted.get(n);
    }

    /** Notes that a node is not waited for elsewhere any more, and has not ended. */
    void adoptNoMore(int n) {
        adopted.clear(n);
    }

    /** Notes that the older generation is not held on to any more for a node that has ended. */
    void settle(int n) {
        settled.set(n);
    }

    boolean isSettled(int n) {
        return settled.get(n);
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
