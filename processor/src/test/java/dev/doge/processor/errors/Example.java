package dev.doge.processor.errors;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Libraries;
import dev.doge.processor.testing.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An example of a page: its files, and the command that compiles them where that is not the usual one.
 *
 * @param sources the files
 * @param libraries files that are compiled first, and are there as class files only
 * @param unprocessed files of that kind that are compiled without the processor
 * @param besides files of another kind
 * @param command the command line; empty for the usual one
 */
record Example(
        List<SourceFile> sources,
        List<SourceFile> libraries,
        List<SourceFile> unprocessed,
        List<SourceFile> besides,
        String command) {
    /** Prepares the compilation of the example. */
    Compile with(Compiler compiler) {
        Compile usual = Compile.with(compiler);
        if (command.contains("-cp doge-annotations.jar ")) {
            usual = usual.onlyClassPath(Libraries.annotations());
        }
        if (!libraries.isEmpty()) {
            usual = usual.classPath(library(compiler, libraries));
        }
        if (!unprocessed.isEmpty()) {
            usual = usual.classPath(library(compiler, unprocessed, "-proc:none"));
        }
        return usual.sources(sources).besides(besides).options(options());
    }

    private static Path library(Compiler compiler, List<SourceFile> files, String... options) {
        return Compile.with(compiler)
                .sources(files)
                .withoutParameterNames()
                .options(options)
                .run()
                .succeeded()
                .classes();
    }

    private String[] options() {
        return Stream.of(command.split("\\s+"))
                .filter(word -> word.startsWith("-A"))
                .toArray(String[]::new);
    }
}
