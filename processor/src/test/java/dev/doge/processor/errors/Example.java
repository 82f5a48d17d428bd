package dev.doge.processor.errors;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Libraries;
import dev.doge.processor.testing.SourceFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * An example of a page: its files, and the command that compiles them where that is not the usual one.
 *
 * @param sources the files
 * @param libraries files that are compiled first, and are there as class files only
 * @param command the command line; empty for the usual one
 */
record Example(List<SourceFile> sources, List<SourceFile> libraries, String command) {
    /** Prepares the compilation of the example. */
    Compile with(Compiler compiler) {
        Compile usual = Compile.with(compiler);
        if (command.contains("-cp doge-annotations.jar ")) {
            usual = usual.onlyClassPath(Libraries.annotations());
        }
        if (!libraries.isEmpty()) {
            Compiled library = Compile.with(compiler)
                    .sources(libraries)
                    .withoutParameterNames()
                    .run()
                    .succeeded();
            usual = usual.classPath(library.classes());
        }
        return usual.sources(sources).options(options());
    }

    private String[] options() {
        return Stream.of(command.split("\\s+"))
                .filter(word -> word.startsWith("-A"))
                .toArray(String[]::new);
    }
}
