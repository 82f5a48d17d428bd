package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.Running;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How the tasks of a frame stand, for people. */
final class Standing {
    private final Frame frame;
    private final Layout layout;

    Standing(Frame frame) {
        this.frame = frame;
        this.layout = frame.layout();
    }

    /** Says how a task stands, and what it waits for. */
    List<String> explain(int n) {
        synchronized (frame) {
            return switch (frame.phase(n)) {
                case NONE -> List.of("is not demanded any more");
                case REQUESTED -> { // or it runs: who was the last that it waited for need not have counted it down
                    List<String> waits = waitsFor(n);
                    yield waits.isEmpty() ? List.of(runs(n)) : waits;
                }
                case READY -> List.of("is ready, and waits for a thread");
                case STARTED -> List.of(runs(n));
                case FINISHED -> List.of(ended(n));
            };
        }
    }

    private String runs(int n) {
        return frame.awaitsStage(n) ? "has returned a stage, and waits for that" : "runs";
    }

    private String ended(int n) {
        Object outcome = frame.outcome(n);
        if (frame.isReused(n)) {
            return "was not executed: the session has kept its outcome, and nothing that it has read has changed";
        }
        if (outcome instanceof Failed failed) {
            return "has failed: " + Failures.why(failed);
        }
        if (outcome instanceof Skipped skipped) {
            return "was skipped: " + skipped.why();
        }
        if (outcome == null && frame.hasAbandoned(n)) {
            return "was cancelled: nobody wants it any more, but its body runs on";
        }
        return frame.isDropped(n) ? "was cancelled: nobody wanted it any more" : "has succeeded";
    }

    private List<String> waitsFor(int n) {
        List<String> lines = new ArrayList<>();
        if (!frame.awaitedBodies(n).isEmpty()) {
            lines.add("waits until an earlier execution returns that nobody wants any more and that cannot be stopped: "
                    + frame.request((TaskNode) layout.node(n)));
        }
        if (frame.isVerifying(n)) {
            lines.add("waits to see whether what it had demanded by itself has changed");
        }
        IntStack needs = new IntStack();
        frame.addNeeds(n, needs);
        while (!needs.isEmpty()) {
            int before = needs.pop();
            if (frame.outcome(before) == null) {
                lines.add("waits for " + waitedFor(before));
            }
        }
        return lines;
    }

    private String waitedFor(int n) {
        Node node = layout.node(n);
        if (node instanceof GateNode) {
            return "its conditions to be decided";
        }
        if (node instanceof FanOutNode) {
            return node.name() + " of each element";
        }
        if (node instanceof BoundNode && !frame.hasAllItNeeds(n)) {
            return "what " + node.name() + " is to be asked with";
        }
        return Api.request(frame.graph(), node.reads(), node.keyOf(frame)).toString();
    }

    /** Returns what a node of a task has needed, as requests, once it has ended. */
    Set<Request<?>> needs(int n) {
        Set<Request<?>> needs = new LinkedHashSet<>();
        IntStack open = new IntStack();
        frame.addNeeds(n, open);
        while (!open.isEmpty()) {
            int before = open.pop();
            Node node = layout.node(before);
            if (node instanceof GateNode || node instanceof RescueNode) {
                layout.needs(before, null, open);
            } else if (node instanceof FanOutNode fan) {
                layout.needs(before, null, open);
                if (frame.outcome(before) instanceof Spread spread) {
                    spread.addRequests(frame, fan, needs);
                }
            } else if (frame.outcome(before) != null) {
                boolean bound = node instanceof BoundNode;
                if (!bound || frame.hasAllItNeeds(before)) { // else it is not known what it would have been
                    Object key = node.keyOf(frame);
                    if (!(key instanceof Skipped)) {
                        needs.add(Api.request(frame.graph(), node.reads(), key));
                    }
                }
                if (bound) {
                    layout.needs(before, null, open);
                }
            }
        }
        return needs;
    }

    /** Adds the tasks whose bodies run, or have returned a stage that is awaited. */
    void addRunning(Collection<Seat> seats, List<Running> into) {
        synchronized (frame) {
            for (int n = 0; n < layout.size(); n++) {
                if (layout.node(n) instanceof TaskNode task && !frame.isAdopted(n)) {
                    Optional<Thread> thread = threadOf(n, seats);
                    if (thread.isPresent() || frame.phase(n) == Attendance.Phase.STARTED) {
                        into.add(new Running(frame.request(task), thread, frame.isDropped(n) ? 0 : waitersOf(n)));
                    }
                }
            }
        }
    }

    private Optional<Thread> threadOf(int n, Collection<Seat> seats) {
        return seats.stream()
                .filter(seat -> seat.current() != null
                        && Objects.requireNonNull(seat.current()).runs(frame, n))
                .map(Seat::thread)
                .findFirst();
    }

    /** Counts who is attached for the sake of a node. */
    private int waitersOf(int n) {
        int waiters = 0;
        for (int target : frame.wanted()) {
            if (layout.reach(new int[] {target}).get(n)) {
                waiters++;
            }
        }
        return waiters;
    }
}
