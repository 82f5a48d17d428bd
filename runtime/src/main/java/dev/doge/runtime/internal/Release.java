package dev.doge.runtime.internal;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An attachment that lets go of a frame.
 *
 * @param frame the frame
 * @param who the attachment
 * @param targets the targets that it wants no more; null if it leaves
 * @param finished whether all that it wanted has succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
record Release(Frame frame, Attachment who, int @Nullable [] targets, boolean finished) implements Aftermath {
    @Override
    public void follow(FrameTable table, Deque<Aftermath> more) {
        table.release(this, more);
    }
}
