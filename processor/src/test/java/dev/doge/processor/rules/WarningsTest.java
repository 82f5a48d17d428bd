package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

@Tag("3.1")
class WarningsTest {
    @OnBothCompilers
    void are_silenced_on_the_method_or_the_class(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Shop {
                    @Task String loud(@Input String a, @Input String b) { return a + b; }
                    @SuppressWarnings("DOGE062") @Task String quiet(@Input String c, @Input String d) { return c + d; }
                    @SuppressWarnings({"unused", "DOGE064"}) @Task String[] array() { return new String[0]; }
                    @SuppressWarnings("DOGE062") @Task String[] other() { return new String[0]; }
                }
                """), Sources.file("""
                @SuppressWarnings("DOGE062") class Quiet {
                    @Task String a(@Input String a1, @Input String b1) { return ""; }
                }
                """), Sources.file("""
                @SuppressWarnings("DOGE064") class Outer {
                    static class Inner { @Task int[] a() { return new int[0]; } }
                }
                """));

        assertThat(compiled.ours())
                .as(compiled::toString)
                .allMatch(Reported::isWarning)
                .extracting(Reported::place)
                .containsExactlyInAnyOrder("DOGE062@Shop.java:3", "DOGE064@Shop.java:6");
    }

    @OnBothCompilers
    void swappable_inputs_are_warned_of_once_per_request_method(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Shop {
                    @Task String a(@Input int x, @Input long y) { return ""; }
                    @Task String b(@Input String z, @Input("w") java.util.UUID w) { return ""; }
                }
                """));

        assertThat(compiled.ours())
                .as(compiled::toString)
                .extracting(Reported::id)
                .doesNotContain("DOGE020", "DOGE021");
        assertThat(compiled.ours()).noneMatch(reported -> reported.line() == 4);
    }
}
