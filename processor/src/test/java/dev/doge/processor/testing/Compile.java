package dev.doge.processor.testing;

import dev.doge.processor.DogeProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * A compilation to come, immutable: each method returns a changed copy. It writes real files, since ECJ reads no others, into a folder of
 * its own under {@code target}, where they can be looked at after a failure.
 */
public final class Compile {
    private final Compiler compiler;
    private final List<SourceFile> sources;
    private final List<String> options;
    private final List<Path> classPath;
    private final List<Processor> before;
    private final List<Processor> after;
    private final boolean doge;
    private final List<String> names;
    private final UnaryOperator<Filer> filer;

    private Compile(
            Compiler compiler,
            List<SourceFile> sources,
            List<String> options,
            List<Path> classPath,
            List<Processor> before,
            List<Processor> after,
            boolean doge,
            List<String> names,
            UnaryOperator<Filer> filer) {
        this.compiler = compiler;
        this.sources = sources;
        this.options = options;
        this.classPath = classPath;
        this.before = before;
        this.after = after;
        this.doge = doge;
        this.names = names;
        this.filer = filer;
    }

    /** Returns a compilation of nothing yet, with Doge's processor, annotations and runtime. */
    public static Compile with(Compiler compiler) {
        return new Compile(
                compiler,
                List.of(),
                List.of(),
                Libraries.all(),
                List.of(),
                List.of(),
                true,
                List.of("-parameters"),
                UnaryOperator.identity());
    }

    /** Compiles {@code texts} with {@code compiler}. */
    public static Compiled compile(Compiler compiler, String... texts) {
        return with(compiler).sources(texts).run();
    }

    /** Adds source files, each named by its text. */
    public Compile sources(String... texts) {
        return sources(Arrays.stream(texts).map(SourceFile::of).toList());
    }

    /** Adds source files. */
    public Compile sources(List<SourceFile> more) {
        return new Compile(compiler, concat(sources, more), options, classPath, before, after, doge, names, filer);
    }

    /** Compiles these sources, and none of those given before. */
    public Compile replaceSources(List<SourceFile> others) {
        return new Compile(compiler, others, options, classPath, before, after, doge, names, filer);
    }

    /** Lets Doge's processor write through another Filer. */
    public Compile inside(UnaryOperator<Filer> other) {
        return new Compile(compiler, sources, options, classPath, before, after, doge, names, other);
    }

    /** Adds options of the command line. */
    public Compile options(String... more) {
        return new Compile(
                compiler, sources, concat(options, List.of(more)), classPath, before, after, doge, names, filer);
    }

    /** Builds as strictly as Doge's users do. ECJ has no such option. */
    public Compile strict() {
        return compiler == Compiler.JAVAC ? options("-Xlint:all,-processing", "-Werror") : this;
    }

    /** Adds folders or jars to the class path. */
    public Compile classPath(Path... more) {
        return new Compile(
                compiler, sources, options, concat(classPath, List.of(more)), before, after, doge, names, filer);
    }

    /** Has {@code libraries} on the class path and nothing else. */
    public Compile onlyClassPath(List<Path> libraries) {
        return new Compile(compiler, sources, options, libraries, before, after, doge, names, filer);
    }

    /** Adds processors that run before Doge's in each round. */
    public Compile before(Processor... more) {
        return new Compile(
                compiler, sources, options, classPath, concat(before, List.of(more)), after, doge, names, filer);
    }

    /** Adds processors that run after Doge's in each round. */
    public Compile after(Processor... more) {
        return new Compile(
                compiler, sources, options, classPath, before, concat(after, List.of(more)), doge, names, filer);
    }

    /** Leaves Doge's processor out. */
    public Compile withoutDoge() {
        return new Compile(compiler, sources, options, classPath, before, after, false, names, filer);
    }

    /** Leaves the names of parameters out of the class files, as compilers do by default; and debug information too. */
    public Compile withoutParameterNames() {
        return new Compile(compiler, sources, options, classPath, before, after, doge, List.of("-g:none"), filer);
    }

    /** Compiles. */
    public Compiled run() {
        try {
            return run(Workspace.create(compiler.name().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Compiled run(Workspace workspace) throws IOException {
        List<File> files = new ArrayList<>();
        for (SourceFile source : sources) {
            Path file = workspace.sources().resolve(source.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.text());
            files.add(file.toFile());
        }
        JavaCompiler tool = compiler.tool();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        StringWriter printed = new StringWriter();
        boolean success;
        try (StandardJavaFileManager manager =
                tool.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(workspace.classes()));
            manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(workspace.generated()));
            JavaCompiler.CompilationTask task = tool.getTask(
                    printed, manager, collector, arguments(), null, manager.getJavaFileObjectsFromFiles(files));
            task.setProcessors(processors());
            success = task.call();
        }
        List<Reported> reported =
                collector.getDiagnostics().stream().map(Reported::of).toList();
        return new Compiled(success, reported, unexpected(printed.toString()), workspace, classPath);
    }

    /** ECJ repeats its diagnostics there; from it only stack traces count. */
    private String unexpected(String printed) {
        return compiler == Compiler.JAVAC || printed.contains("\tat ") ? printed : "";
    }

    private List<String> arguments() {
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return concat(List.of("--release", "17", "-encoding", "UTF-8", "-classpath", path), concat(names, options));
    }

    private List<Processor> processors() {
        List<Processor> own = doge ? List.of(new Wrapped(new DogeProcessor(), filer)) : List.of();
        return concat(concat(before, own), after);
    }

    private static <T> List<T> concat(List<T> first, List<? extends T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
