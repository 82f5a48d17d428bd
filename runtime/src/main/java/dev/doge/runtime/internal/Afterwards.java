package dev.doge.runtime.internal;

/** Lets a task start once the abandoned body of its predecessor generation has returned. */
record Afterwards(Frame frame, int node) implements Attachment {
    @Override
    public Domain domain() {
        return frame.domain();
    }

    @Override
    public void attachedTo(Frame attached) {}

    @Override
    public void told(Frame from, int target, Object outcome, Turn turn) {
        frame.countDown(node, from, turn);
    }
}
