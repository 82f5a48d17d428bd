package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the generated class of a class with tasks is found; consumer projects do so with classes that are generated. */
class GeneratedClassTest {
    /** Has a graph class by its name. */
    static final class Found {}

    /** Has none. */
    static final class Lost {
        static final class Inner {}
    }

    /** Has a class of that name that is something else. */
    static final class Taken {}

    @Test
    void names_of_nested_classes_are_joined() {
        assertThat(Graph.classOf(Found.class)).isEqualTo(GeneratedClassTest_FoundGraph.class);
    }

    @Test
    void names_of_top_level_classes_get_their_suffix() {
        assertThatThrownBy(() -> Graph.classOf(Map.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "java.util.MapGraph is missing, the class that Doge generates for java.util.Map ");
    }

    @Test
    void missing_class_is_told_with_the_lines_that_mend_it() {
        assertThatThrownBy(() -> Graph.classOf(Lost.Inner.class))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(ClassNotFoundException.class)
                .hasMessage("""
                        dev.doge.runtime.GeneratedClassTest_Lost_InnerGraph is missing, the class that Doge generates for \
                        dev.doge.runtime.GeneratedClassTest.Lost.Inner when the compiler runs its annotation processor
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
                          classes without tasks and partial classes have no such class""");
    }

    @Test
    void class_of_that_name_that_is_no_graph_is_told() {
        assertThatThrownBy(() -> Graph.classOf(Taken.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "dev.doge.runtime.GeneratedClassTest_TakenGraph is no graph, and has the name of the class that Doge"
                                + " generates for dev.doge.runtime.GeneratedClassTest.Taken\n  help: rename it");
    }

    @Test
    void classes_that_cannot_have_tasks_are_refused() {
        class Local {}
        for (Class<?> none : List.of(int.class, Found[].class, Local.class, new Object() {}.getClass())) {
            assertThatThrownBy(() -> Graph.classOf(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(none.getName() + " has no graph: only top-level and nested classes have one");
        }
    }

    @Test
    void null_is_refused() {
        assertThatThrownBy(() -> Graph.classOf(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("owner");
    }

    @SuppressWarnings("NullAway") // what callers without NullAway can pass
    private static Class<?> nothing() {
        return null;
    }
}

/** What the processor would generate. */
abstract class GeneratedClassTest_FoundGraph implements Graph {}

/** Somebody's own. */
final class GeneratedClassTest_TakenGraph {}
