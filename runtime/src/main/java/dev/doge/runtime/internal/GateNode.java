package dev.doge.runtime.internal;

import java.util.List;

/** The conditions of a task. Nothing else is demanded for the task until they hold; if one does not, the task is skipped. */
final class GateNode extends Node {
    /**
     * One condition.
     *
     * @param name the task or input
     * @param slot where the value lies in the frame; negative if it is an input
     * @param place where the input stands in the key
     * @param wanted what the value must be
     */
    record Condition(String name, int slot, int place, boolean wanted) {}

    private final TaskNode owner;
    private final List<Condition> conditions;
    private final int width;

    GateNode(TaskNode owner, List<Condition> conditions, int width) {
        this.owner = owner;
        this.conditions = conditions;
        this.width = width;
    }

    @Override
    TaskNode owner() {
        return owner;
    }

    @Override
    String name() {
        return owner.name();
    }

    @Override
    boolean isShort() {
        return true;
    }

    @Override
    Object run(Frame frame, Step step) {
        for (Condition condition : conditions) {
            Object value = condition.slot >= 0 ? frame.value(condition.slot) : input(frame.key(), condition.place);
            if (value == null) {
                throw new NullPointerException(
                        condition.name + " is null, so nobody can say whether " + owner.name() + " is to run");
            }
            if (value instanceof Skipped || condition.wanted != (Boolean) value) {
                String found = value instanceof Skipped ? " was skipped" : " is " + value;
                frame.skip(index(), owner.index(), new Skipped(condition.name + found));
                return LATER;
            }
        }
        frame.demandMore(this);
        return true;
    }

    private Object input(Object key, int place) {
        return width == 1 ? key : ((Object[]) key)[place];
    }
}
