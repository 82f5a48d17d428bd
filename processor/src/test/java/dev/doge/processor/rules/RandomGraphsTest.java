package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Reported;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the keys of random graphs with {@link RandomGraph}'s own reading of the rules. The seed is in the name of the test. */
@Tag("key-order")
class RandomGraphsTest {
    @ParameterizedTest(name = "seed {0} on {1}")
    @MethodSource("seeds")
    void keys_are_those_of_the_model(long seed, Compiler compiler) {
        RandomGraph random = RandomGraph.of(seed);

        Compiled compiled = Compile.compile(compiler, random.source()).succeeded();

        assertThat(compiled.graph("shop.ShopGraph").keys()).isEqualTo(random.keys());
    }

    @ParameterizedTest(name = "seed {0} on {1}")
    @MethodSource("seeds")
    void each_mistake_is_one_error(long seed, Compiler compiler) {
        RandomGraph random = RandomGraph.of(seed);

        RandomGraph.Spoilt spoilt = random.spoil();
        Compiled compiled = Compile.compile(compiler, spoilt.source());

        assertThat(compiled.allErrors().stream().map(Reported::id).sorted())
                .as(() -> spoilt.source() + compiled)
                .isEqualTo(spoilt.errors());
        assertThat(compiled.printed()).isEmpty();
    }

    private static Stream<Arguments> seeds() {
        long first = Long.getLong("doge.seed", 1);
        long count = Long.getLong("doge.seeds", 25);
        return LongStream.range(first, first + count)
                .boxed()
                .flatMap(seed -> Stream.of(Compiler.values()).map(compiler -> Arguments.of(seed, compiler)));
    }
}
