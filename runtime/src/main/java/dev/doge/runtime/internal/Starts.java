package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been found, under locks, to be started once they are let go of. Not thread-safe. */
final class Starts {
    private static final Demand.Imports[] NO_IMPORTS = {};

    /** Like what follows it is made when it is needed. */
    private @Nullable IntStack ready;

    private List<ImportNode> imports = List.of();

    private List<Runnable> looks = List.of();
    private List<TaskNode> rescued = List.of();
    private @Nullable Deque<RescueNode> rescues;

    /** Adds that somebody who looks on at nodes of a frame is to look on at all that those wait for. */
    void looks(List<Observer> guests, Frame frame, BitSet nodes) {
        if (!nodes.isEmpty()) {
            looks = looks.isEmpty() ? new ArrayList<>(1) : looks;
            looks.add(() -> Attendance.passOn(guests, frame, nodes));
        }
    }

    void look() {
        if (looks.isEmpty()) {
            return;
        }
        List<Runnable> all = looks;
        looks = List.of();
        all.forEach(Runnable::run);
    }

    void ready(int n, Node node) {
        if (node instanceof ImportNode imported) {
            imports = imports.isEmpty() ? new ArrayList<>(2) : imports;
            imports.add(imported);
        } else {
            ready = ready == null ? new IntStack() : ready;
            ready.push(n);
        }
    }

    /** Adds a fallback that is to begin. */
    void rescue(RescueNode rescue) {
        rescues = rescues == null ? new ArrayDeque<>(1) : rescues;
        rescues.add(rescue);
    }

    /** Takes a node whose start the caller owns; -1 if there is none left. */
    int ready() {
        return ready == null || ready.isEmpty() ? -1 : ready.pop();
    }

    /** Returns the imports to be attached to the narrower frames that they come from. */
    Demand.Imports[] imports() {
        return imports.isEmpty() ? NO_IMPORTS : Demand.imports(imports);
    }

    /** Adds a task whose fallback has begun: it waits for that. */
    void rescues(TaskNode task) {
        rescued = rescued.isEmpty() ? new ArrayList<>(1) : rescued;
        rescued.add(task);
    }

    /** Takes the tasks whose fallbacks have begun. */
    List<TaskNode> rescued() {
        List<TaskNode> all = rescued;
        rescued = List.of();
        return all;
    }

    /** Takes a fallback that is to begin; null if there is none left. */
    @Nullable
    RescueNode rescue() {
        return rescues == null ? null : rescues.poll();
    }
}
