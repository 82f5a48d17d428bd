package dev.doge.runtime.internal;

/**
 * Ends a task as its fallback ends.
 *
 * @param frame the frame
 * @param task the task
 * @param failed what the fallback was for
 */
record Rescued(Frame frame, TaskNode task, Failed failed) implements Attachment {
    @Override
    public Domain domain() {
        return frame.domain();
    }

    @Override
    public void attachedTo(Frame attached) {}

    @Override
    public void told(Frame from, int target, Object outcome, Turn turn) {
        if (outcome instanceof Failed also) {
            frame.failFinally(task.index(), failed.and(also), turn);
        } else {
            frame.complete(task.index(), outcome, turn);
        }
    }
}
