package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What the rules found. A task with an error is poisoned: rules that come later say nothing of it, nor of edges to it. */
public final class Findings {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<Task> poisoned = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean stopped;
    private boolean flawedIncludes;
    private boolean lacksIncludes;

    /** Takes over what is wrong with a class that is included: it is reported there. */
    void include(Findings included) {
        poisoned.addAll(included.poisoned);
        flawedIncludes |= included.keepsFromGenerating();
    }

    void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    void report(Task task, Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
        if (diagnostic.id().severity() == Id.Severity.ERROR) {
            poisoned.add(task);
        }
    }

    void poison(Task task) {
        poisoned.add(task);
    }

    boolean isPoisoned(Task task) {
        return poisoned.contains(task);
    }

    /** Says that there is an error which is reported with another class. */
    void fail() {
        flawedIncludes = true;
    }

    /** Says that tasks are missing since an include cannot be read. */
    void lackIncludes() {
        lacksIncludes = true;
    }

    boolean lacksIncludes() {
        return lacksIncludes;
    }

    /** Says that the class is so wrong that nothing more can be said of it. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(found -> found.id().severity() == Id.Severity.ERROR);
    }

    /** Returns whether the class, or one that it includes, has an error. */
    public boolean keepsFromGenerating() {
        return flawedIncludes || hasErrors();
    }
}
