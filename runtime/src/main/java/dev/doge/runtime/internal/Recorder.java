package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunReport;
import dev.doge.runtime.event.TaskEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the history of a run: of each request that it demanded, what became of it and when. Thread-safe. */
/* Design
 *
 * What is noted while the run goes on is noted by node of a frame, under that frame's lock, so that it costs little: no table, no lock of
 * its own, and one look at the clock for each moment. What it comes to, by request and over all generations of a key, is put together when
 * somebody asks (see History). Once the run has ended nothing is noted any more, and the frames are let go of; their values are not kept
 * for the sake of a report.
 */
final class Recorder implements Observer {
    /** What stands for a moment that has not come. */
    static final long NEVER = 0;

    /** The moment in which the run begins. */
    static final long START = 1;

    /** What is noted of a node beside when it ran and how it ended. Guarded by the lock of its frame, as long as the run goes on. */
    private static final class Entry {
        private final int node;
        private final boolean joined;
        private final long requested;
        private boolean element;

        /** The requests for whose sake it was asked for; the same may be there more than once. */
        private List<Request<?>> by = List.of();

        /** What it needed; null if that is all that the plan says, or not known. */
        private @Nullable Set<Request<?>> needs;

        private String why = "";
        private @Nullable Throwable fellBack;

        Entry(int node, boolean joined, long requested) {
            this.node = node;
            this.joined = joined;
            this.requested = requested;
        }

        void askedForBy(Request<?> other) {
            if (by.isEmpty()) {
                by = List.of(other);
            } else if (!other.equals(by.get(by.size() - 1))) {
                by = by.size() == 1 ? new ArrayList<>(by) : by;
                by.add(other);
            }
        }
    }

    /** What is noted of one frame. Most nodes are asked for when it is opened, and there is no entry for them. */
    private final class Scene implements Notes {
        private final Layout layout;
        private final Graph graph;
        private final Object key;
        private final boolean element;

        /** When each node started, and ended; 0 as long as it has not. */
        private final long[] times;

        private final TaskEvent.@Nullable End[] ends;

        /** The entries by node; null as long as there is none. */
        private @Nullable Entry @Nullable [] entries;

        /** Those that were not asked for when the frame was opened, in the order in which they were. */
        private List<Entry> late = List.of();

        /** What the frame was opened for, if it was for this run. */
        private @Nullable Demand opened;

        private @Nullable Request<?> openedBy;
        private long openedAt;

        /** Where it happens, as long as anything may. */
        private volatile @Nullable Frame frame;

        Scene(Frame frame) {
            this.frame = frame;
            this.layout = frame.layout();
            this.graph = frame.graph();
            this.key = frame.key();
            this.element = frame.isElement();
            int size = layout.size();
            this.times = new long[2 * size];
            this.ends = new TaskEvent.@Nullable End[size];
        }

        private @Nullable Entry entryOf(int n) {
            return entries == null ? null : entries[n];
        }

        private void put(int n, Entry entry) {
            if (entries == null) {
                entries = new @Nullable Entry[layout.size()];
            }
            entries[n] = entry;
        }

        private boolean isOpen() {
            return frame != null && end == NEVER;
        }

        private boolean isOpenedFor(int n) {
            return opened != null && opened.closure().get(n) && layout.node(n) instanceof TaskNode;
        }

        // ---- what happens ----

        @Override
        public void opened(Demand wanted, @Nullable Request<?> by) {
            opened = wanted;
            openedBy = by;
            openedAt = now();
        }

        @Override
        public void started(int n) {
            if (isOpen()) {
                times[2 * n] = now();
            }
        }

        @Override
        public void succeeded(int n) {
            ended(n, TaskEvent.End.SUCCEEDED, "");
        }

        @Override
        public void heard(TaskEvent event, int n) {
            if (event instanceof TaskEvent.Started) {
                started(n);
            } else if (event instanceof TaskEvent.Finished finished) {
                ended(n, finished.end(), finished.why());
            } else if (event instanceof TaskEvent.FallingBack fallingBack && isOpen()) {
                entry(n).fellBack = fallingBack.cause();
            } else if (event instanceof TaskEvent.Requested requested && isOpen()) {
                asked(n, false, requested.by());
            } else if (event instanceof TaskEvent.Joined joined && isOpen()) {
                asked(n, true, joined.by());
            }
        }

        private void ended(int n, TaskEvent.End how, String why) {
            Frame here = frame;
            if (here == null || !isOpen()) {
                return;
            }
            times[2 * n + 1] = now();
            ends[n] = how;
            if (how != TaskEvent.End.CANCELLED && !needsAllOfPlan(n)) {
                entry(n).needs = new Standing(here).needs(n);
            }
            if (!why.isEmpty()) {
                entry(n).why = why;
            }
        }

        private void asked(int n, boolean joined, @Nullable Request<?> by) {
            Entry entry = entryOf(n);
            if (entry == null && !isOpenedFor(n)) {
                entry = new Entry(n, joined, now());
                entry.element = element && !joined;
                put(n, entry);
                late = late.isEmpty() ? new ArrayList<>() : late;
                late.add(entry);
            }
            if (by != null) {
                entry(n).askedForBy(by);
            }
        }

        /** Returns the entry of a node that has been asked for. */
        private Entry entry(int n) {
            Entry entry = entryOf(n);
            if (entry == null) {
                entry = new Entry(n, false, openedAt);
                entry.element = element;
                entry.by = openedFor(n);
                put(n, entry);
            }
            return entry;
        }

        /** Returns for what a node was asked for when the frame was opened. */
        private List<Request<?>> openedFor(int n) {
            if (opened == null || opened.isTarget(n)) {
                return openedBy == null ? List.of() : List.of(openedBy);
            }
            for (int k = layout.offsets()[n], end = layout.offsets()[n + 1]; k < end; k++) {
                int successor = layout.successors()[k];
                if (opened.reach().get(successor)) {
                    return List.of(request(successor));
                }
            }
            return List.of();
        }

        private Request<?> request(int n) {
            TaskNode task = layout.node(n).owner();
            return Api.request(graph, task.reads(), task.keyIn(key));
        }

        /** Returns whether a node that has ended needed just what the plan names, for the key that it has itself. */
        private boolean needsAllOfPlan(int n) {
            return times[2 * n] != NEVER && ends[n] == TaskEvent.End.SUCCEEDED && layout.needsTasksOnly(n);
        }

        // ---- what is told of it ----

        private void addTo(List<History.Past> noted) {
            Frame here = frame;
            if (here == null) {
                addAllTo(noted);
                return;
            }
            synchronized (here) {
                addAllTo(noted);
            }
        }

        private void addAllTo(List<History.Past> noted) {
            if (opened != null) {
                BitSet nodes = opened.closure();
                for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
                    if (isOpenedFor(n)) {
                        noted.add(past(n, entryOf(n)));
                    }
                }
            }
            late.forEach(entry -> noted.add(past(entry.node, entry)));
        }

        private History.Past past(int n, @Nullable Entry entry) {
            History.Past past = entry == null
                    ? new History.Past(request(n), false, openedAt, openedFor(n))
                    : new History.Past(request(n), entry.joined, entry.requested, entry.by);
            past.element = entry == null ? element : entry.element;
            past.started = times[2 * n];
            past.ended = times[2 * n + 1];
            past.end = ends[n];
            if (entry != null) {
                past.why = entry.why;
                past.fellBack = entry.fellBack;
            }
            if (entry != null && entry.needs != null) {
                past.needed.addAll(entry.needs);
            } else if (needsAllOfPlan(n)) {
                IntStack tasks = new IntStack();
                layout.needs(n, null, tasks);
                while (!tasks.isEmpty()) {
                    past.needed.add(request(tasks.pop()));
                }
            }
            return past;
        }

        private void close() {
            Frame here = frame;
            if (here != null) {
                synchronized (here) {
                    frame = null;
                }
            }
        }
    }

    private final Domain domain;
    private final Clock clock;
    private final long beforeStart;

    /** One for each frame; guarded by this object's lock, which is taken after those of frames. */
    private List<Scene> scenes = List.of();

    private volatile long end = NEVER;

    Recorder(Domain domain, Clock clock) {
        this.domain = domain;
        this.clock = clock;
        this.beforeStart = clock.nanoTime() - START;
    }

    /** Returns the moment that it is, in nanoseconds. */
    private long now() {
        return clock.nanoTime() - beforeStart;
    }

    @Override
    public Notes notesOn(Attendance attendance) {
        Scene scene = new Scene(attendance.frame());
        synchronized (this) {
            if (scenes.isEmpty()) {
                scenes = List.of(scene); // most runs have one
            } else {
                scenes = scenes.size() == 1 ? new ArrayList<>(scenes) : scenes;
                scenes.add(scene);
            }
            if (end != NEVER) {
                scene.frame = null;
            }
        }
        return scene;
    }

    private synchronized List<Scene> scenes() {
        return List.copyOf(scenes);
    }

    @Override
    public void close(Domain ended) {
        if (ended != domain || end != NEVER) {
            return;
        }
        List<Scene> all;
        synchronized (this) {
            end = end == NEVER ? now() : end;
            all = List.copyOf(scenes);
        }
        for (int i = 0; i < all.size(); i++) { // those that are added after this are closed
            all.get(i).close();
        }
    }

    /** Puts together what is known so far. */
    private History history() {
        List<History.Past> noted = new ArrayList<>();
        scenes().forEach(scene -> scene.addTo(noted));
        long last = end;
        return new History(last == NEVER ? now() : last, noted);
    }

    /** Returns the history so far of a run for a target. */
    RunReport report(Request<?> target) {
        return history().report(target);
    }

    /**
     * Says what is recorded of a request.
     *
     * @return what there is to say; empty if the run has not demanded it
     */
    List<String> explain(Request<?> request) {
        return history().explain(request);
    }

    Progress progress(List<Progress.Current> current) {
        return history().progress(current);
    }
}
