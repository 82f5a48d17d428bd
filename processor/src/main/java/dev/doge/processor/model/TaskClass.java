package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A task class, as it is declared.
 *
 * @param name its package and nested names
 * @param isPublic whether code anywhere can name it
 * @param deprecated whether it is deprecated
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
        Optional<String> unfit,
        Optional<String> metadataOnly,
        Optional<Settings> settings,
        List<Task> tasks,
        List<UntaskedOverride> untaskedOverrides,
        List<Newer> newer,
        Surroundings surroundings,
        Place place) {
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
     * @param unsupported members that this version cannot do, by name
     */
    public record Settings(List<Named> inputs, List<Named> unsupported) {}

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
     */
    public record Surroundings(
            boolean graphTaken, boolean runtime, boolean generated, Optional<String> inject, boolean hidesJavaLang) {}

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

    public String simpleName() {
        return name.names().get(name.names().size() - 1);
    }
}
