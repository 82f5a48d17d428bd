package dev.doge.runtime.internal;

/** Stands, in a wide layout, for a task of a narrower one. It is never run: the link to the narrower frame fills its slot. */
final class ImportNode extends Node {
    private final TaskNode task;
    private final Narrowing narrowing;

    ImportNode(TaskNode task, Narrowing narrowing) {
        this.task = task;
        this.narrowing = narrowing;
    }

    TaskNode task() {
        return task;
    }

    Narrowing narrowing() {
        return narrowing;
    }

    @Override
    TaskNode owner() {
        return task;
    }

    @Override
    String name() {
        return task.name();
    }

    @Override
    Object keyOf(Frame frame) {
        return narrowing.key(frame.key());
    }

    @Override
    Object run(Frame frame, Step step) {
        throw new AssertionError("an import is not run: " + task.id());
    }
}
