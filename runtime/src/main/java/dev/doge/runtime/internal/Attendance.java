package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.event.TaskEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks on at a frame, and what they have been told. Guarded by the frame's lock.
 */
/* Design
 *
 * A frame that somebody looks on at is marked ATTENDED. From then on whoever moves a node also says so here, under the lock; how it stood
 * before is read off the frame. Each phase is said once, by whoever comes to say it first: a thread that started a node before it could see
 * the mark is not missed, since the mark is set before the cells are read; and if it does see the mark it finds that it has been said.
 *
 * The events of a node are put into every mailbox under one lock, so their order is the same for everybody.
 */
final class Attendance {
    /** What has been said of a node, in this order. */
    enum Phase {
        NONE,
        REQUESTED,
        READY,
        STARTED,
        FINISHED
    }

    /** Somebody, and the nodes that they hear of. */
    private record Spectator(Observer observer, BitSet nodes) {}

    private final Frame frame;
    private final long generation;
    private final Phase[] said;
    private final @Nullable Request<?>[] requests;
    private final List<Spectator> spectators = new ArrayList<>(2);

    /** Who looks on, for those who deliver: without the lock. */
    private volatile List<Observer> observers = List.of();

    Attendance(Frame frame, long generation) {
        this.frame = frame;
        this.generation = generation;
        this.said = new Phase[frame.layout().size()];
        this.requests = new @Nullable Request<?>[said.length];
        for (int n = 0; n < said.length; n++) {
            said[n] = frame.phase(n);
        }
    }

    /** Lets those who look on deliver what they have heard. Without locks. */
    void deliver() {
        List<Observer> all = observers;
        for (int i = 0; i < all.size(); i++) { // of each event: an iterator would be most of what this allocates
            all.get(i).deliver();
        }
    }

    /** Returns who hears of one of some nodes. */
    List<Observer> observersOf(int[] nodes) {
        List<Observer> found = new ArrayList<>(spectators.size());
        for (Spectator spectator : spectators) {
            for (int n : nodes) {
                if (spectator.nodes.get(n)) {
                    found.add(spectator.observer);
                    break;
                }
            }
        }
        return found;
    }

    /**
     * Lets somebody hear of nodes from now on, and first of how these stand.
     *
     * @param through what they look through
     * @param targets what that wants
     * @param nodes the nodes that they hear of
     * @return the nodes that one of them had not heard of
     */
    BitSet add(List<Observer> guests, Attachment through, int[] targets, BitSet nodes) {
        BitSet added = new BitSet();
        for (Observer guest : guests) {
            BitSet news = (BitSet) nodes.clone();
            Spectator known = find(guest);
            if (known == null) {
                spectators.add(new Spectator(guest, (BitSet) nodes.clone()));
                observers = with(observers, guest);
            } else {
                news.andNot(known.nodes);
                known.nodes.or(news);
            }
            for (int n = news.nextSetBit(0); n >= 0; n = news.nextSetBit(n + 1)) {
                if (said[n] != Phase.NONE && frame.speaksOf(n)) {
                    try {
                        Request<?> by = contains(targets, n) ? through.origin() : frame.dependantOf(n, nodes);
                        tellState(guest, n, by, first(n, through));
                    } catch (RuntimeException | Error e) {
                        frame.engine().listenerFailed(frame.layout().node(n).name(), e);
                    }
                }
            }
            added.or(news);
        }
        return added;
    }

    private static List<Observer> with(List<Observer> observers, Observer guest) {
        if (observers.isEmpty()) {
            return List.of(guest);
        }
        List<Observer> all = new ArrayList<>(observers);
        all.add(guest);
        return List.copyOf(all);
    }

    private @Nullable Spectator find(Observer observer) {
        for (Spectator spectator : spectators) {
            if (spectator.observer == observer) {
                return spectator;
            }
        }
        return null;
    }

    /** Returns whether an attachment is the one that a node is executed for. */
    private boolean first(int n, Attachment through) {
        return frame.isOpenedBy(through) && said[n].compareTo(Phase.STARTED) < 0;
    }

    private void tellState(Observer guest, int n, @Nullable Request<?> by, boolean first) {
        Request<?> request = request(n);
        guest.heard(
                first
                        ? new TaskEvent.Requested(request, generation, by)
                        : new TaskEvent.Joined(request, generation, by),
                frame,
                n);
        switch (said[n]) {
            case READY -> guest.heard(new TaskEvent.Ready(request, generation), frame, n);
            case STARTED -> guest.heard(new TaskEvent.Started(request, generation, 1), frame, n);
            case FINISHED -> guest.heard(ended(request, n), frame, n);
            default -> {}
        }
    }

    private static boolean contains(int[] values, int value) {
        for (int one : values) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }

    private Request<?> request(int n) {
        Request<?> known = requests[n];
        if (known == null) {
            known = frame.request((TaskNode) frame.layout().node(n));
            requests[n] = known;
        }
        return known;
    }

    /** Notes that a node has ended which was not spoken of here: whoever is here has heard of it elsewhere. */
    void knows(int n) {
        said[n] = Phase.FINISHED;
    }

    /** Notes that a node has got into a phase; returns false if that has been said, or is not said here. */
    private boolean enters(int n, Phase phase) {
        if (said[n].compareTo(phase) >= 0 || !frame.speaksOf(n)) {
            return false;
        }
        said[n] = phase;
        return true;
    }

    private void say(int n, TaskEvent event) {
        for (int i = 0; i < spectators.size(); i++) {
            Spectator spectator = spectators.get(i);
            if (spectator.nodes.get(n)) {
                try {
                    spectator.observer.heard(event, frame, n);
                } catch (RuntimeException | Error e) { // by what a user's key does: it must not stop the work
                    frame.engine().listenerFailed(frame.layout().node(n).name(), e);
                }
            }
        }
    }

    // ---- what happens ----

    void requested(int n, @Nullable Request<?> by) {
        if (enters(n, Phase.REQUESTED)) {
            say(n, new TaskEvent.Requested(request(n), generation, by));
        }
    }

    /** Says that one more asks for targets; new nodes are requested instead. */
    void joined(int[] targets, Attachment who) {
        for (int n : targets) {
            if (said[n] != Phase.NONE && frame.speaksOf(n)) {
                say(n, new TaskEvent.Joined(request(n), generation, who.origin()));
            }
        }
    }

    /** Says that a node's result was there, of another generation or by the failure of what it needs: it is not executed here. */
    void wasThere(int n, @Nullable Request<?> by) {
        if (enters(n, Phase.FINISHED)) {
            say(n, new TaskEvent.Joined(request(n), generation, by));
            say(n, ended(request(n), n));
        }
    }

    void ready(int n) {
        if (enters(n, Phase.READY)) {
            say(n, new TaskEvent.Ready(request(n), generation));
        }
    }

    void started(int n) {
        ready(n);
        if (enters(n, Phase.STARTED)) {
            say(n, new TaskEvent.Started(request(n), generation, 1));
        }
    }

    void progress(int n, long done, long total, String message) {
        if (said[n] == Phase.STARTED && frame.speaksOf(n)) {
            say(n, new TaskEvent.Progress(request(n), generation, done, total, message));
        }
    }

    void fallsBack(int n, Throwable cause) {
        if (said[n] != Phase.FINISHED && frame.speaksOf(n)) {
            say(n, new TaskEvent.FallingBack(request(n), generation, cause));
        }
    }

    /** Says how a node has ended, as its slot or the mark of the dropped has it: nothing of one that failed before anybody demanded it. */
    void finished(int n) {
        if (said[n] != Phase.NONE && enters(n, Phase.FINISHED)) {
            say(n, ended(request(n), n));
        }
    }

    private TaskEvent ended(Request<?> request, int n) {
        Object outcome = frame.isDropped(n) ? null : frame.outcome(n);
        if (outcome == null) {
            return new TaskEvent.Finished(request, generation, TaskEvent.End.CANCELLED, "");
        }
        if (outcome instanceof Failed failed) {
            return new TaskEvent.Finished(request, generation, TaskEvent.End.FAILED, why(failed));
        }
        if (outcome instanceof Skipped skipped) {
            return new TaskEvent.Finished(request, generation, TaskEvent.End.SKIPPED, skipped.why());
        }
        return frame.isReused(n)
                ? new TaskEvent.Finished(request, generation, TaskEvent.End.CACHE_HIT, "the session has kept it")
                : new TaskEvent.Finished(request, generation, TaskEvent.End.SUCCEEDED, "");
    }

    private String why(Failed failed) {
        try {
            return Failures.why(failed);
        } catch (RuntimeException | Error e) { // by what a user's exception does
            frame.engine().listenerFailed(failed, e);
            return "";
        }
    }

    // ---- across frames ----

    private record Look(Frame frame, BitSet nodes) {}

    /** Lets somebody who looks on at targets of a frame look on at all that those wait for elsewhere, and tells them. Without locks. */
    static void passOn(List<Observer> guests, Frame frame, int[] targets) {
        if (frame.isLinked()) {
            passOn(guests, frame, frame.layout().reach(targets));
        } else {
            guests.forEach(Observer::deliver);
        }
    }

    static void passOn(List<Observer> guests, Frame first, BitSet nodes) {
        List<Look> open = new ArrayList<>();
        open.add(new Look(first, nodes));
        Set<Link> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Look look = open.remove(open.size() - 1);
            for (Link link : look.frame.linksTo(look.nodes)) {
                if (seen.add(link)) {
                    BitSet news = link.to().lookOn(guests, link, link.served(look.nodes));
                    if (!news.isEmpty()) {
                        open.add(new Look(link.to(), news));
                    }
                }
            }
        }
        guests.forEach(Observer::deliver);
    }
}
