package dev.doge.runtime.internal;

import dev.doge.runtime.Explanation;
import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run waits for just now, over all frames that hold on to each other, as far as it has been demanded. For those who look on from outside. */
final class Closure {
    /** Some nodes of a frame. */
    record Part(Frame frame, BitSet nodes) {}

    private Closure() {}

    /** Returns the parts; empty once the run has ended. */
    static List<Part> of(Run<?> run) {
        Frame first = run.frame();
        if (first == null) {
            return List.of();
        }
        IdentityHashMap<Frame, BitSet> seen = new IdentityHashMap<>();
        Deque<Part> open = new ArrayDeque<>();
        open.add(new Part(first, first.closureNow(run.target(first))));
        List<Part> parts = new ArrayList<>();
        for (Part part = open.poll(); part != null; part = open.poll()) {
            BitSet before = seen.computeIfAbsent(part.frame, frame -> new BitSet());
            part.nodes.andNot(before);
            if (!part.nodes.isEmpty()) {
                before.or(part.nodes);
                parts.add(part);
                for (Link link : part.frame.linksTo(part.nodes)) {
                    open.add(new Part(link.to(), link.to().closureNow(link.served(part.nodes))));
                }
            }
        }
        return parts;
    }

    /** Counts what has ended and what is known. */
    static Progress progress(Run<?> run) {
        int done = 0;
        int known = 0;
        List<Progress.Current> current = new ArrayList<>();
        for (Part part : of(run)) {
            for (int n = part.nodes.nextSetBit(0); n >= 0; n = part.nodes.nextSetBit(n + 1)) {
                if (part.frame.executes(n)) {
                    known++;
                    done += part.frame.outcome(n) == null ? 0 : 1;
                }
            }
            part.frame.addCurrent(part.nodes, current);
        }
        return new Progress(done, known, current);
    }

    /** Says what is known of a request in a run: what was recorded, and how it stands now. */
    static Explanation explain(Run<?> run, Request<?> request, @Nullable Recorder recorder) {
        List<String> lines = new ArrayList<>();
        if (recorder != null) {
            lines.addAll(recorder.explain(request));
        }
        for (Part part : of(run)) {
            int n = part.frame.nodeOf(request);
            if (n >= 0 && part.nodes.get(n) && part.frame.executes(n)) {
                lines.addAll(new Standing(part.frame).explain(n));
            }
        }
        if (recorder == null) {
            lines.addAll(Failures.explain(run, request));
        }
        if (request.equals(run.request())) {
            Failures.root(run).ifPresent(root -> lines.add("the run failed: " + root));
        }
        if (lines.isEmpty()) {
            lines.add(nothing(run, recorder));
        }
        return new Explanation(request, lines);
    }

    private static String nothing(Run<?> run, @Nullable Recorder recorder) {
        if (recorder != null) {
            return run.request() + " has not needed it" + (run.isDone() ? "" : " so far");
        }
        return run.isDone()
                ? "the run has ended and was not recorded: RunOptions.record() keeps what became of each task"
                : run.request() + " does not need it so far";
    }
}
