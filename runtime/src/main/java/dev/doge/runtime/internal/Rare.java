package dev.doge.runtime.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

        void tell(Frame frame, Object outcome, Turn turn) {
            if (!told) {
                told = true;
                turn.tell(who, frame, target, outcome);
            }
        }
    }

    private final List<Hold> holds = new ArrayList<>(2);
    private final BitSet dropped = new BitSet();
    private final BitSet adopted = new BitSet();
    private final BitSet readyAtOpening = new BitSet();
    private int[] openerTargets;

    Rare(int[] openerTargets) {
        this.openerTargets = openerTargets;
    }

    Hold hold(Attachment who, int target) {
        Hold hold = new Hold(who, target);
        holds.add(hold);
        return hold;
    }

    void tellHolds(Frame frame, int target, Object outcome, Turn turn) {
        for (Hold hold : holds) {
            if (hold.target == target) {
                hold.tell(frame, outcome, turn);
            }
        }
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
            if (hold.who.domain() == domain) {
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

    void drop(int n) {
        dropped.set(n);
    }

    boolean isDropped(int n) {
        return dropped.get(n);
    }

    boolean hasDropped(BitSet closure) {
        return dropped.intersects(closure);
    }

    boolean hasDroppedAll(int[] nodes) {
        for (int n : nodes) {
            if (!dropped.get(n)) {
                return false;
            }
        }
        return true;
    }

    /** Notes that a node is waited for in an older generation, and so not started here. */
    void adopt(int n) {
        adopted.set(n);
    }

    boolean isAdopted(int n) {
        return adopted.get(n);
    }

    void readyAtOpening(int n) {
        readyAtOpening.set(n);
    }

    int[] readyAtOpening() {
        return readyAtOpening.stream().toArray();
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
