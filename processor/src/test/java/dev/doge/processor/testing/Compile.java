package dev.doge.processor.testing;

import dev.doge.processor.DogeProcessor;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * A compilation to come: each method changes it and returns it. It writes real files, since ECJ reads no others, into a folder of its own
 * under {@code target}, where they can be looked at after a failure.
 */
public final class Compile {
    private static final String SNAPSHOT = "-Adoge.snapshot=";

    private final Compiler compiler;
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<SourceFile> besides = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>(Libraries.all());
    private final List<Processor> before = new ArrayList<>();
    private final List<Processor> after = new ArrayList<>();
    private Supplier<DogeProcessor> ours = DogeProcessor::new;
    private String names = "-parameters";
    private UnaryOperator<Filer> filer = UnaryOperator.identity();

    private Compile(Compiler compiler) {
        this.compiler = compiler;
    }

    /** Returns a compilation of nothing yet, with Doge's processor, annotations and runtime. */
    public static Compile with(Compiler compiler) {
        return new Compile(compiler);
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
        sources.addAll(more);
        return this;
    }

    /** Compiles these sources, and none of those given before. */
    public Compile replaceSources(List<SourceFile> others) {
        sources.clear();
        return sources(others);
    }

    /** Puts files of another kind beside the folders of sources and classes. */
    public Compile besides(List<SourceFile> files) {
        besides.addAll(files);
        return this;
    }

    /** Adds options of the command line. The folder of {@code -Adoge.snapshot} is one beside those of sources and classes. */
    public Compile options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Builds as strictly as Doge's users do. ECJ has no such option. */
    public Compile strict() {
        return compiler == Compiler.JAVAC ? options("-Xlint:all,-processing", "-Werror") : this;
    }

    /** Adds folders or jars to the class path. */
    public Compile classPath(Path... more) {
        classPath.addAll(List.of(more));
        return this;
    }

    /** Has {@code libraries} on the class path and nothing else. */
    public Compile onlyClassPath(List<Path> libraries) {
        classPath.clear();
        classPath.addAll(libraries);
        return this;
    }

    /** Adds processors that run before Doge's in each round. */
    public Compile before(Processor... more) {
        before.addAll(List.of(more));
        return this;
    }

    /** Adds processors that run after Doge's in each round. */
    public Compile after(Processor... more) {
        after.addAll(List.of(more));
        return this;
    }

    /** Lets Doge's processor write through another Filer. */
    public Compile inside(UnaryOperator<Filer> other) {
        filer = other;
        return this;
    }

    /** Leaves the names of parameters out of the class files, as compilers do by default, and debug information too. */
    public Compile withoutParameterNames() {
        names = "-g:none";
        return this;
    }

    /** Uses a processor of ours that is made otherwise. */
    public Compile processedBy(Supplier<DogeProcessor> processor) {
        ours = processor;
        return this;
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
            files.add(source.writeTo(workspace.sources()).toFile());
        }
        for (SourceFile file : besides) {
            file.writeTo(workspace.root());
        }
        JavaCompiler tool = compiler.tool();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        StringWriter printed = new StringWriter();
        boolean success;
        try (StandardJavaFileManager manager =
                tool.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(workspace.classes()));
            // Not by -classpath: ECJ would see the class path of this JVM as well.
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(workspace.generated()));
            JavaCompiler.CompilationTask task = tool.getTask(
                    printed,
                    manager,
                    collector,
                    arguments(workspace),
                    null,
                    manager.getJavaFileObjectsFromFiles(files));
            task.setProcessors(processors());
            success = task.call();
        }
        List<Reported> reported = collector.getDiagnostics().stream()
                .map(diagnostic -> Reported.of(diagnostic, compiler))
                .toList();
        return new Compiled(success, reported, unexpected(printed.toString()), workspace, List.copyOf(classPath));
    }

    /** ECJ repeats its diagnostics there; from it only stack traces count. */
    private String unexpected(String printed) {
        return compiler == Compiler.JAVAC || printed.contains("\tat ") ? printed : "";
    }

    private List<String> arguments(Workspace workspace) {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-encoding", "UTF-8", names));
        for (String option : options) {
            arguments.add(
                    option.startsWith(SNAPSHOT)
                            ? SNAPSHOT + workspace.root().resolve(option.substring(SNAPSHOT.length()))
                            : option);
        }
        return arguments;
    }

    private List<Processor> processors() {
        List<Processor> processors = new ArrayList<>(before);
        processors.add(new Wrapped(ours.get(), filer));
        processors.addAll(after);
        return processors;
    }
}
