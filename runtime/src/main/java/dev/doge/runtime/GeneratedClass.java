package dev.doge.runtime;

import dev.doge.runtime.internal.GraphNames;

/** Finds the generated class of a class with tasks by its name, which is all that ties the two together at run time. */
final class GeneratedClass {
    private GeneratedClass() {}

    static Class<? extends Graph> of(Class<?> owner) {
        if (owner.isPrimitive() || owner.isArray() || owner.getCanonicalName() == null) {
            throw new IllegalArgumentException(
                    owner.getName() + " has no graph: only top-level and nested classes have one");
        }
        String name = GraphNames.of(owner);
        Class<?> found;
        try {
            found = Class.forName(name, false, owner.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(missing(name, owner), absent);
        }
        if (!Graph.class.isAssignableFrom(found)) {
            throw new IllegalStateException(
                    name + " is no graph, and has the name of the class that Doge generates for "
                            + owner.getCanonicalName() + "\n  help: rename it");
        }
        return found.asSubclass(Graph.class);
    }

    private static String missing(String name, Class<?> owner) {
        return """
                %s is missing, the class that Doge generates for %s when the compiler runs its annotation processor
                  help: name the processor to the compiler (JDK 23 and later run none that they are not told of), with maven-compiler-plugin 3.13 or later:
                    <plugin>
                      <artifactId>maven-compiler-plugin</artifactId>
                      <configuration>
                        <proc>full</proc>
                        <annotationProcessorPaths>
                          <path>
                            <groupId>dev.doge</groupId>
                            <artifactId>doge-processor</artifactId>
                            <version>(that of doge-runtime)</version>
                          </path>
                        </annotationProcessorPaths>
                      </configuration>
                    </plugin>
                  classes without tasks and partial classes have no such class""".formatted(name, owner.getCanonicalName());
    }
}
