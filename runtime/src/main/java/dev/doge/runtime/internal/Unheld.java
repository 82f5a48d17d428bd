package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds frames that only hold each other: their keys name each other in a ring, and one of their tasks has failed, or has taken its fallback,
 * before the ring was closed. Else who closes it fails ({@link Rings}). Each frame that leads to those that were left is looked at once, as by a
 * tracing garbage collector: what can be reached from outside stays. Of one thread, without locks.
 *
 * <p>Who attaches to one of them meanwhile loses no value by that: only what tasks needed is let go of that have ended without it.
 */
final class Unheld {
    private final Map<Frame, List<Frame>> heldBy = new LinkedHashMap<>(); // in an order that a simulation repeats
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Deque<Frame> fromOutside = new ArrayDeque<>();

    private Unheld() {}

    /** Lets go of what keeps frames in a ring to which some lead that were left. */
    static void letGo(Collection<Frame> left, Aftermaths more) {
        Unheld unheld = new Unheld();
        for (Frame frame : left) {
            if (!frame.isDead()) {
                unheld.visit(frame);
            }
        }
        unheld.search();
        Set<Frame> held = unheld.held();
        for (Frame frame : unheld.heldBy.keySet()) {
            if (!held.contains(frame)) {
                frame.letGoInRing(more);
            }
        }
    }

    private List<Frame> visit(Frame frame) {
        List<Frame> narrower = heldBy.get(frame);
        if (narrower == null) {
            narrower = new ArrayList<>();
            heldBy.put(frame, narrower);
            open.push(frame);
        }
        return narrower;
    }

    private void search() {
        for (Frame frame = open.poll(); frame != null; frame = open.poll()) {
            for (Attachment holder : frame.holders()) {
                Frame wider = holder.from();
                if (wider == null) {
                    fromOutside.push(frame);
                    break;
                }
                visit(wider).add(frame);
            }
        }
    }

    private Set<Frame> held() {
        Set<Frame> held = new HashSet<>();
        for (Frame frame = fromOutside.poll(); frame != null; frame = fromOutside.poll()) {
            if (held.add(frame)) {
                fromOutside.addAll(visit(frame));
            }
        }
        return held;
    }
}
