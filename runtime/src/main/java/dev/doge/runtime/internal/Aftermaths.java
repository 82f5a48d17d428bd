package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is still to be done after somebody has let go of a frame. Links that are to be let go of are chained, and cost nothing. Of one thread. */
final class Aftermaths {
    private @Nullable Deque<Aftermath> others;
    private @Nullable Link links;

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

    /** Takes what is to be done next; null if there is nothing left. */
    @Nullable
    Aftermath poll() {
        Aftermath other = others == null ? null : others.poll();
        if (other == null && links != null) {
            other = links;
            links = links.next;
        }
        return other;
    }
}
