package dev.doge.processor.rules;

import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

/** One mistake gives one error, wherever it stands and however many tasks meet it. */
@Tag("B1")
@Tag("B3")
class OneMistakeTest {
    @OnBothCompilers
    void an_input_of_a_bad_type_is_told_once(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                static class Identity {}
                @Task String a(@Input Identity x) { return ""; } // DOGE022
                @Task String b(@Input Identity x) { return ""; }
                @Task String c(String a, @Input Identity x) { return ""; }
                """));
    }

    @OnBothCompilers
    void an_input_of_two_types_is_told_once_for_each_other_type(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a(@Input long id) { return ""; }
                @Task String b(@Input int id) { return ""; } // DOGE021
                @Task String c(@Input Integer id) { return ""; }
                @Task String d(@Input String id) { return ""; } // DOGE021
                """));
    }

    @OnBothCompilers
    void a_hidden_type_is_told_once(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                private record Hidden(int x) {}
                @Task Hidden a() { return new Hidden(1); } // DOGE017
                @Task Hidden b() { return new Hidden(2); }
                @Task String c(Hidden a) { return ""; }
                """));
    }

    @OnBothCompilers
    void who_stands_before_what_it_needs_says_nothing_of_its_mistake(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String last(int middle) { return ""; }
                @Task int middle(int first) { return 1; }
                @Task int first(int text) { return 1; } // DOGE020
                @Task String text() { return ""; }
                """));
    }

    @OnBothCompilers
    void collections_are_as_equal_as_their_elements(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a(@Input ArrayList<int[]> x1) { return ""; } // DOGE022
                @Task String b(@Input ArrayDeque<String> x2) { return ""; } // DOGE022
                @Task String c(@Input TreeMap<String, List<String>> x3) { return ""; }
                """));
    }

    @OnBothCompilers
    void a_fallback_yields_null_only_for_a_task_that_may(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @interface Nullable {}
                @Task @Fallback("none") String a() { return ""; } // DOGE054
                @Nullable String none() { return null; }
                @Task @Fallback("also") @Nullable String b() { return ""; }
                @Nullable String also() { return null; }
                """));
    }

    @OnBothCompilers
    @Tag("B7")
    void an_ambiguous_name_is_told_where_it_is_used(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                class One { @Task static boolean ready() { return true; } }
                class Two { @Task static boolean ready() { return true; } }
                @TaskGraph(includes = {One.class, Two.class})
                class Root {
                    @Task @When("ready") String a() { return ""; } // DOGE043
                    @Task @Fallback("ready") boolean b() { return true; } // DOGE043
                    @Task @DependsOn("ready") boolean c() { return true; } // DOGE043
                    @Task @When("One.ready") String d() { return ""; }
                }
                """));
    }
}
