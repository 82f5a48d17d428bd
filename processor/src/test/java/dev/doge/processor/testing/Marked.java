package dev.doge.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the errors in sources that say themselves what is wrong: a comment {@code // DOGE020} expects that error on its line, and there is
 * no other.
 */
public final class Marked {
    private static final Pattern MARKER = Pattern.compile("//.*?(DOGE\\d{3}(?:,? DOGE\\d{3})*)");
    private static final Pattern ID = Pattern.compile("DOGE\\d{3}");

    private Marked() {}

    /** Compiles {@code texts}, and fails unless exactly the marked errors are reported; other compiler errors fail it too. */
    public static Compiled check(Compiler compiler, String... texts) {
        return check(Compile.with(compiler), texts);
    }

    /** Adds {@code texts} to {@code compile}, runs it, and fails unless exactly the errors marked in them are reported. */
    public static Compiled check(Compile compile, String... texts) {
        List<SourceFile> sources = Stream.of(texts).map(SourceFile::of).toList();
        compile.sources(sources);
        Compiled compiled = compile.run();
        List<String> expected = sources.stream().flatMap(Marked::marks).sorted().toList();
        List<String> actual =
                compiled.allErrors().stream().map(Reported::place).sorted().toList();
        assertThat(actual).as(compiled::toString).isEqualTo(expected);
        assertThat(compiled.printed()).isEmpty();
        return compiled;
    }

    private static Stream<String> marks(SourceFile source) {
        List<String> marks = new ArrayList<>();
        String[] lines = source.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher marker = MARKER.matcher(lines[i]);
            if (marker.find()) {
                Matcher id = ID.matcher(marker.group(1));
                while (id.find()) {
                    marks.add(id.group() + "@" + source.fileName() + ":" + (i + 1));
                }
            }
        }
        return marks.stream();
    }
}
