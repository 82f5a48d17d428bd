package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task class, as it is declared. Compared by identity, as its tasks are.
 *
 * @param name its package and nested names
 * @param isPublic whether code anywhere can name it
 * @param deprecated whether it is deprecated
 * @param source whether it is compiled from source, now
 * @param unfit why it can hold no tasks, with its article: {@code "an enum"}
 * @param metadataOnly why it has no graph of its own
 * @param settings what {@code @TaskGraph} says
 * @param tasks its tasks: its own in the order of their declaration, then inherited ones
 * @param untaskedOverrides methods of its own that override a task and are none
 * @param newer bases whose metadata is of a newer version than this processor reads
 * @param surroundings what the class path and the package hold
 * @param place the class
 */
public record TaskClass(
        Shape.Declared name,
        boolean isPublic,
        boolean deprecated,
        boolean source,
        Optional<String> unfit,
        Optional<String> metadataOnly,
        Optional<Settings> settings,
        List<Task> tasks,
        List<UntaskedOverride> untaskedOverrides,
        List<Newer> newer,
        Surroundings surroundings,
        Place place) {
    /** Why a partial class has no graph of its own. */
    public static final String PARTIAL = "partial";

    /**
     * A base with metadata of a newer version.
     *
     * @param base its qualified name
     * @param version the version
     */
    public record Newer(String base, int version) {}

    /**
     * What {@code @TaskGraph} says.
     *
     * @param inputs the names and order of inputs
     * @param includes the classes that it includes
     * @param binds renamings of inputs, as they are written
     * @param roots the tasks for which the graph is made
     * @param partial whether names that the class lacks are looked for where it is included
     */
    public record Settings(
            List<Named> inputs, List<Include> includes, List<Named> binds, List<Named> roots, boolean partial) {
        static final Settings NONE = new Settings(List.of(), List.of(), List.of(), List.of(), false);
    }

    /**
     * A class that is included.
     *
     * @param name its qualified name, or what stands there instead of a class
     * @param kind what it is
     * @param place the value that names it
     */
    public record Include(String name, Kind kind, Place place) {
        /** What is included. */
        public enum Kind {
            /** A task class, in source or with metadata. */
            TASKS,
            /** A class file with tasks, which the processor has not seen. */
            UNPROCESSED,
            /** Something else. */
            NO_TASKS
        }
    }

    /**
     * A method that overrides a task and is none.
     *
     * @param task the task
     * @param text the method
     * @param place the method
     */
    public record UntaskedOverride(Task task, String text, Place place) {}

    /**
     * What the class path and the package hold.
     *
     * @param graphTaken whether there is a type with the name of the graph
     * @param runtime whether the runtime is there
     * @param generated whether {@code javax.annotation.processing.Generated} can be used
     * @param inject the inject annotation that can be used
     * @param hidesJavaLang whether the package has types that are named as types of java.lang
     * @param inModule whether the class is in a named module
     */
    public record Surroundings(
            boolean graphTaken,
            boolean runtime,
            boolean generated,
            Optional<String> inject,
            boolean hidesJavaLang,
            boolean inModule) {}

    /** Returns the nested names, joined as the generated names join them. */
    public String flatName() {
        return String.join("_", name.names());
    }

    public String graphName() {
        return flatName() + "Graph";
    }

    public String qualifiedGraphName() {
        return name.pkg().isEmpty() ? graphName() : name.pkg() + "." + graphName();
    }

    public String metadataName() {
        return flatName() + "GraphMetadata";
    }

    /** Returns what {@code @TaskGraph} says, or its defaults. */
    public Settings graph() {
        return settings.orElse(Settings.NONE);
    }

    /** Returns whether names that the class lacks are looked for where it is included. */
    public boolean isPartial() {
        return metadataOnly.filter(PARTIAL::equals).isPresent();
    }

    public String simpleName() {
        return name.simpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
