package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import java.util.List;

/** Stands for a task with inputs bound anew: once their sources have values, it links to the frame of that key. */
final class BoundNode extends Node {
    private final TaskNode owner;
    private final TaskNode target;
    private final List<Bind> with;
    private final KeyFrom key;

    /**
     * Makes a node.
     *
     * @param owner the task that reads it, the first of them
     */
    BoundNode(TaskNode owner, TaskNode target, List<Bind> with, KeyFrom key) {
        this.owner = owner;
        this.target = target;
        this.with = with;
        this.key = key;
    }

    boolean is(TaskId<?> otherTarget, List<Bind> otherWith) {
        return target.id().equals(otherTarget) && with.equals(otherWith);
    }

    @Override
    TaskNode owner() {
        return owner;
    }

    @Override
    String name() {
        return target.name();
    }

    @Override
    boolean isShort() {
        return true;
    }

    @Override
    TaskNode reads() {
        return target;
    }

    @Override
    Object keyOf(Frame frame) {
        return key.key(frame, Node.NULL);
    }

    @Override
    Object run(Frame frame, Step step) {
        Object wanted = keyOf(frame);
        if (wanted instanceof Skipped) {
            return wanted; // a source was skipped, and so is what it would have been for
        }
        Turn turn = new Turn();
        Link link = new Link(frame, target.alone(), alone());
        frame.attach(
                link, frame.graph(), target.layout(), wanted, target.layout().demand(target.index()), turn);
        turn.settle();
        return LATER;
    }
}
