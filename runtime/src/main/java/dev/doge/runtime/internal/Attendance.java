package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.event.TaskEvent;
import java.util.ArrayList;
import java.util.Arrays;
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
 * The events of a node are put into every mailbox under one lock, so their order is the same for everybody. Those who pass on what they hear
 * may take long, and hear when a node is ready; those who only take notes (a recording) do not, and nothing is handed on or said for them.
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

    /** Somebody, what they note, and the nodes that they hear of. */
    private static final class Spectator {
        private final Observer observer;
        private final Observer.Notes notes;
        private BitSet nodes;

        Spectator(Observer observer, Observer.Notes notes, BitSet nodes) {
            this.observer = observer;
            this.notes = notes;
            this.nodes = nodes;
        }

        /** Adds nodes to those that are heard of, and returns those of them that were not. */
        BitSet add(BitSet more) {
            BitSet news = (BitSet) more.clone();
            news.andNot(nodes);
            if (!news.isEmpty()) {
                BitSet all = (BitSet) nodes.clone(); // it may be that of a demand
                all.or(news);
                nodes = all;
            }
            return news;
        }
    }

    private static final BitSet NOTHING = new BitSet();
    private static final Spectator[] NOBODY = {};
    private static final Observer[] NO_LISTENERS = {};

    private final Frame frame;
    private final Phase[] said;

    /** The requests of nodes, made once, or again if two threads need one; null as long as there is none. Also read and written without the lock. */
    private @Nullable Request<?> @Nullable [] requests;

    /** Which generation the frame is, to those who pass on what they hear. */
    private long generation;

    private Spectator[] spectators = NOBODY;

    /** Those who pass on what they hear. They do so without the lock. */
    private volatile Observer[] listeners = NO_LISTENERS;

    private volatile boolean passedOn;

    private Attendance(Frame frame, Phase[] said) {
        this.frame = frame;
        this.said = said;
    }

    /** Begins to say what becomes of the nodes of a frame that is under way. */
    static Attendance of(Frame frame) {
        Phase[] said = new Phase[frame.layout().size()];
        for (int n = 0; n < said.length; n++) {
            said[n] = frame.phase(n);
        }
        return new Attendance(frame, said);
    }

    /** Begins to say what becomes of the nodes of a frame that is being opened, of which nothing has started. */
    static Attendance of(Frame frame, Demand opened) {
        return new Attendance(frame, opened.phases(frame.layout().size()).clone());
    }

    Frame frame() {
        return frame;
    }

    /** Returns which generation the frame is. */
    long generation() {
        return generation;
    }

    /** Returns whether somebody passes on what they hear, which may take long. */
    boolean isPassedOn() {
        return passedOn;
    }

    /** Lets those who look on pass on what they have heard. Without locks. */
    void deliver() {
        for (Observer listener : listeners) {
            listener.deliver();
        }
    }

    /** Returns whether those who pass on what they hear are just these. */
    boolean isOnlyFor(List<Observer> observers) {
        Observer[] all = listeners;
        return all.length == 1 && observers.size() == 1 && all[0].equals(observers.get(0));
    }

    /** Returns who hears of one of some nodes. */
    List<Observer> observersOf(int[] nodes) {
        List<Observer> found = new ArrayList<>(spectators.length);
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
            Spectator known = find(guest);
            BitSet news;
            if (known == null) {
                news = nodes;
                known = admit(guest, nodes);
            } else {
                news = known.add(nodes);
            }
            for (int n = news.nextSetBit(0); n >= 0; n = news.nextSetBit(n + 1)) {
                if (said[n] != Phase.NONE && frame.speaksOf(n)) {
                    try {
                        Request<?> by = contains(targets, n) ? through.origin() : dependantOf(n, nodes);
                        tellState(known.notes, n, by, first(n, through));
                    } catch (Throwable e) {
                        frame.engine().listenerFailed(frame.layout().node(n).name(), e);
                    }
                }
            }
            added.or(news);
        }
        return added;
    }

    private Spectator admit(Observer guest, BitSet nodes) {
        Spectator admitted = new Spectator(guest, guest.notesOn(this), nodes);
        spectators = Arrays.copyOf(spectators, spectators.length + 1);
        spectators[spectators.length - 1] = admitted;
        if (guest.passesOn()) {
            listen(guest);
        }
        return admitted;
    }

    /** Lets somebody hear of all that is wanted of a frame that is being opened. */
    void opens(List<Observer> guests, Attachment opener, Demand wanted) {
        for (int i = 0; i < guests.size(); i++) {
            Spectator admitted = admit(guests.get(i), wanted.reach());
            try {
                admitted.notes.opened(wanted, opener.origin());
            } catch (Throwable e) {
                frame.engine()
                        .listenerFailed(frame.layout().node(wanted.targets()[0]).name(), e);
            }
        }
    }

    /** Tells the events of a frame that is opened, one by one. */
    void tellOpened(Observer.Notes guest, Demand wanted, @Nullable Request<?> by) {
        BitSet nodes = wanted.reach();
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            if (said[n] != Phase.NONE && frame.speaksOf(n)) {
                tellState(guest, n, wanted.isTarget(n) ? by : dependantOf(n, nodes), true);
            }
        }
    }

    /** Returns whether what becomes of a node is told of in a frame that adopts nothing. */
    boolean tells(int n) {
        return frame.layout().node(n) instanceof TaskNode;
    }

    /** Returns the request of a task that needs a node and is wanted with it; null if there is none. */
    @Nullable
    Request<?> dependantIn(Demand wanted, int n) {
        int dependant = frame.layout().dependantOf(n, wanted.reach()::get);
        return dependant < 0 ? null : request(dependant);
    }

    /** Notes that somebody has come who passes on what they hear, and hears when a node is ready. */
    private void listen(Observer guest) {
        Observer[] all = Arrays.copyOf(listeners, listeners.length + 1);
        all[all.length - 1] = guest;
        listeners = all;
        passedOn = true;
        generation = generation == 0 ? frame.engine().nextGeneration() : generation;
        for (int n = 0; n < said.length; n++) {
            if (said[n] == Phase.REQUESTED && frame.phase(n) == Phase.READY) {
                said[n] = Phase.READY; // nobody has said so for those who do not pass it on
            }
        }
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

    private void tellState(Observer.Notes guest, int n, @Nullable Request<?> by, boolean first) {
        Request<?> request = request(n);
        guest.heard(
                first
                        ? new TaskEvent.Requested(request, generation, by)
                        : new TaskEvent.Joined(request, generation, by),
                n);
        switch (said[n]) {
            case READY -> guest.heard(new TaskEvent.Ready(request, generation), n);
            case STARTED -> guest.heard(new TaskEvent.Started(request, generation, 1), n);
            case FINISHED -> guest.heard(ended(n), n);
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

    /** Returns the request of a task. */
    Request<?> request(int n) {
        @Nullable Request<?>[] all = requests;
        if (all == null) {
            all = new @Nullable Request<?>[said.length];
            requests = all;
        }
        Request<?> known = all[n];
        if (known == null) {
            known = frame.request((TaskNode) frame.layout().node(n));
            all[n] = known;
        }
        return known;
    }

    private @Nullable Request<?> dependantOf(int n, BitSet about) {
        int dependant = frame.dependantOf(n, about);
        return dependant < 0 ? null : request(dependant);
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

    /** Says what happens to a node: an event or, if there is none, that it has started, or else that it has succeeded. */
    private void say(int n, @Nullable TaskEvent event) {
        for (Spectator spectator : spectators) {
            if (spectator.nodes.get(n)) {
                try {
                    if (event != null) {
                        spectator.notes.heard(event, n);
                    } else if (said[n] == Phase.STARTED) {
                        spectator.notes.started(n);
                    } else {
                        spectator.notes.succeeded(n);
                    }
                } catch (Throwable e) { // by what a user's key does: it must not stop the work
                    frame.engine().listenerFailed(frame.layout().node(n).name(), e);
                }
            }
        }
    }

    /** Says all at once that a short node has been called and has succeeded. */
    private void sayRan(int n, boolean becameReady) {
        for (Spectator spectator : spectators) {
            if (spectator.nodes.get(n)) {
                try {
                    spectator.notes.ran(n, becameReady);
                } catch (Throwable e) { // by what a user's key does: it must not stop the work
                    frame.engine().listenerFailed(frame.layout().node(n).name(), e);
                }
            }
        }
    }

    // ---- what happens ----

    void requested(int n) {
        if (enters(n, Phase.REQUESTED)) {
            say(n, new TaskEvent.Requested(request(n), generation, dependantOf(n, NOTHING)));
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
    void wasThere(int n) {
        wasThere(n, NOTHING);
    }

    /** Says the same of what one of some nodes has needed. */
    void wasThere(int n, BitSet by) {
        if (enters(n, Phase.FINISHED)) {
            say(n, new TaskEvent.Joined(request(n), generation, dependantOf(n, by)));
            say(n, ended(n));
        }
    }

    /** Says that a node is ready to start, to those who care: whoever only takes notes does not. */
    void ready(int n) {
        if (isPassedOn() && enters(n, Phase.READY)) {
            say(n, new TaskEvent.Ready(request(n), generation));
        }
    }

    void started(int n) {
        ready(n);
        if (enters(n, Phase.STARTED)) {
            say(n, null); // so often that an event is made only where one is passed on
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
        Phase before = said[n];
        boolean mayHaveRun = before == Phase.REQUESTED || before == Phase.READY; // and it was to be said with its end
        if (before == Phase.NONE || !frame.speaksOf(n)) {
            return;
        }
        if (!hasSucceeded(n)) {
            if (mayHaveRun && frame.runsThoughDropped(n)) {
                started(n);
            }
            if (enters(n, Phase.FINISHED)) {
                say(n, ended(n));
            }
        } else if (mayHaveRun && frame.hasRun(n)) {
            said[n] = Phase.FINISHED;
            sayRan(n, before == Phase.REQUESTED);
        } else if (enters(n, Phase.FINISHED)) {
            say(n, null);
        }
    }

    private boolean hasSucceeded(int n) {
        Object outcome = frame.outcome(n);
        return outcome != null
                && !(outcome instanceof Failed)
                && !(outcome instanceof Skipped)
                && !frame.isReused(n)
                && !frame.isDropped(n);
    }

    /** Makes the event of a node that has yielded a value. */
    TaskEvent succeeds(int n) {
        return new TaskEvent.Finished(request(n), generation, TaskEvent.End.SUCCEEDED, "");
    }

    private TaskEvent ended(int n) {
        Object outcome = frame.outcome(n);
        if (outcome == null || frame.isDropped(n)) {
            return new TaskEvent.Finished(request(n), generation, TaskEvent.End.CANCELLED, "");
        }
        if (outcome instanceof Failed failed) {
            return new TaskEvent.Finished(request(n), generation, TaskEvent.End.FAILED, why(failed));
        }
        if (outcome instanceof Skipped skipped) {
            return new TaskEvent.Finished(request(n), generation, TaskEvent.End.SKIPPED, skipped.why());
        }
        return frame.isReused(n)
                ? new TaskEvent.Finished(request(n), generation, TaskEvent.End.CACHE_HIT, "the session has kept it")
                : succeeds(n);
    }

    private String why(Failed failed) {
        try {
            return Failures.why(failed);
        } catch (Throwable e) { // by what a user's exception does
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
