package dev.doge.runtime.generated;

/** Where an edge takes a value from: a {@link dev.doge.runtime.TaskId task} or an {@link InputId input} of the plan. Nothing else implements it. Immutable. */
public interface Source {
    /**
     * Returns the name of the task or input.
     *
     * @return the name
     */
    String name();
}
