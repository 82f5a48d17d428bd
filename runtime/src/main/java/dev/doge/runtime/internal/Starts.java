package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been found, under locks, to be started once they are let go of. Not thread-safe. */
final class Starts {
    private final IntStack ready = new IntStack();
    private final List<ImportNode> imports = new ArrayList<>(0);
    private final List<Runnable> looks = new ArrayList<>(0);
    private final Deque<RescueNode> rescues = new ArrayDeque<>(0);

    /** Adds that somebody who looks on at nodes of a frame is to look on at all that those wait for. */
    void looks(List<Observer> guests, Frame frame, BitSet nodes) {
        if (!nodes.isEmpty()) {
            looks.add(() -> Attendance.passOn(guests, frame, nodes));
        }
    }

    void look() {
        looks.forEach(Runnable::run);
        looks.clear();
    }

    void ready(int n, Node node) {
        if (node instanceof ImportNode imported) {
            imports.add(imported);
        } else {
            ready.push(n);
        }
    }

    /** Adds a fallback that is to begin. */
    void rescue(RescueNode rescue) {
        rescues.add(rescue);
    }

    /** Returns the nodes whose start the caller owns. */
    IntStack ready() {
        return ready;
    }

    /** Returns the imports to be attached to the narrower frames that they come from. */
    Demand.Imports[] imports() {
        return Demand.imports(imports);
    }

    /** Takes a fallback that is to begin; null if there is none left. */
    @Nullable
    RescueNode rescue() {
        return rescues.poll();
    }
}
