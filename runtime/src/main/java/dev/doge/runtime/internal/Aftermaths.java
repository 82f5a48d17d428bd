package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is still to be done after somebody has let go of a frame. Links that are to be let go of are chained, and cost nothing. Of one thread. */
final class Aftermaths {
    private @Nullable Deque<Aftermath> others;
    private @Nullable Link links;

    /** In an order that a simulation repeats. */
    private @Nullable Set<Frame> left;

    void add(Aftermath aftermath) {
        if (others == null) {
            others = new ArrayDeque<>(4);
        }
        others.add(aftermath);
    }

    /** Adds a link that its frame keeps no more. */
    void add(Link link) {
        link.next = links;
        links = link;
    }

    /** Adds links that their frame keeps no more, and each of which leads to the next. */
    void addAll(@Nullable Link first) {
        Link link = first;
        while (link != null) {
            Link following = link.next;
            add(link);
            link = following;
        }
    }

    /** Adds a frame that somebody has left and others hold. It is looked at when all else is done. */
    void addLeft(Frame frame) {
        left = left == null ? new LinkedHashSet<>() : left;
        left.add(frame);
    }

    /** Takes what is to be done next; null if there is nothing left. */
    @Nullable
    Aftermath poll() {
        Aftermath other = others == null ? null : others.poll();
        if (other == null && links != null) {
            other = links;
            links = links.next;
        }
        if (other == null && left != null) {
            Set<Frame> frames = left;
            left = null;
            other = (table, more) -> Unheld.letGo(frames, more);
        }
        return other;
    }
}
