package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B2")
class DependenciesTest {
    @OnBothCompilers
    void a_parameter_takes_the_task_of_its_name_or_the_named_one(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task String user(@Input long id) { return "u" + id; }
                @Task String twice(String user, @DependsOn("user") String same) { return user + same; }
                """)).graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "twice", 7L))).isEqualTo("u7u7");
    }

    @OnBothCompilers
    void nothing_binds_by_type(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                record User(long id) {}
                @Task User user(@Input long id) { return new User(id); }
                @Task String page(User owner) { return "" + owner; } // DOGE002
                """));
    }

    @OnBothCompilers
    void an_input_of_another_task_is_not_taken_without_Input(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, Sources.shop("""
                @Task String user(@Input long userId) { return "u" + userId; }
                @Task String page(long userId) { return "" + userId; } // DOGE002
                """));

        assertThat(compiled.ours().get(0).message()).contains("@Input");
    }

    @OnBothCompilers
    void order_only_predecessors_run_before(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.shop("""
                final List<String> log = Collections.synchronizedList(new ArrayList<>());
                @Task void first() { log.add("first"); }
                @Task @DependsOn("first") void second(@Input String x) { log.add("second " + x); }
                @Task @DependsOn({"first", "second"}) List<String> third() { return log; }
                """));
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("third", "String x").containsEntry("first", "");
        assertThat(Runs.run(graph.request(graph.ofNew(), "third", "x"))).hasToString("[first, second x]");
    }

    @OnBothCompilers
    void unknown_names_are_missing_wherever_they_stand(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String price(@Input String sku) { return sku; }
                @Task String a(@DependsOn("prise") String x) { return x; } // DOGE002
                @Task @DependsOn("prise") String b() { return ""; } // DOGE002
                @Task @DependsOn({"price", "prise"}) String c() { return ""; } // DOGE002
                @Task String d(@DependsOn(value = "price", each = "skuz", as = "sku") List<String> x) { return ""; } // DOGE002
                @Task String e(@DependsOn(value = "prise", each = "skus", as = "sku") List<String> x, @Input List<String> skus) { return ""; } // DOGE002
                """));
    }

    @OnBothCompilers
    void DependsOn_in_a_wrong_form_is_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a() { return ""; }
                @Task String b() { return ""; }
                @Task String c(@DependsOn({"a", "b"}) String x) { return x; } // DOGE029
                @Task String d(@DependsOn({}) String x) { return x; } // DOGE029
                @Task @DependsOn(value = "a", each = "b") String e() { return ""; } // DOGE029
                @Task @DependsOn(value = "a", as = "b") String f() { return ""; } // DOGE029
                @Task @DependsOn(value = "a", with = "b = a") String g() { return ""; } // DOGE029
                @Task @DependsOn(value = "a", recursive = true) String h() { return ""; } // DOGE029
                @Task @DependsOn("a") String i(@Input @DependsOn("a") String x) { return x; } // DOGE027
                """));
    }

    @OnBothCompilers
    void parameter_annotations_outside_tasks_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                class Shop {
                    Shop(@Input long x) {} // DOGE010
                    @Task static String a() { return ""; }
                    String b(@Input long x) { return ""; } // DOGE010
                    String c(@DependsOn("a") String x) { return ""; } // DOGE010
                }
                """));
    }

    /** ECJ shows processors no annotation of a record component that is for parameters only. */
    @Test
    void a_parameter_annotation_on_a_record_component_is_refused() {
        Marked.check(Compiler.JAVAC, Sources.file("""
                record Rec(@Input long x) {} // DOGE010
                """));
    }
}
