package dev.doge.processor.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a compilation gave. */
public final class Compiled {
    private final boolean success;
    private final List<Reported> reported;
    private final String printed;
    private final Workspace workspace;
    private final List<Path> classPath;

    Compiled(boolean success, List<Reported> reported, String printed, Workspace workspace, List<Path> classPath) {
        this.success = success;
        this.reported = reported;
        this.printed = printed;
        this.workspace = workspace;
        this.classPath = classPath;
    }

    /** Says whether the compiler says it succeeded. */
    public boolean success() {
        return success;
    }

    /** Returns all diagnostics, in their order. */
    public List<Reported> reported() {
        return reported;
    }

    /** Returns what Doge reported. */
    public List<Reported> ours() {
        return reported.stream().filter(Reported::isOurs).toList();
    }

    /** Returns Doge's errors as {@code DOGE003@Checkout.java:17}, sorted. */
    public List<String> errors() {
        return ours().stream()
                .filter(Reported::isError)
                .map(Reported::place)
                .sorted()
                .toList();
    }

    /** Returns all errors, of Doge and of the compiler. */
    public List<Reported> allErrors() {
        return reported.stream().filter(Reported::isError).toList();
    }

    /** Returns what went to the compiler's own output instead of its diagnostics: stack traces of processors, for one. */
    public String printed() {
        return printed;
    }

    /** Returns this if the compilation succeeded. */
    public Compiled succeeded() {
        if (!success || !allErrors().isEmpty()) {
            throw new AssertionError("did not compile:\n" + this);
        }
        return this;
    }

    /** Returns this if the compilation succeeded and Doge said nothing, not even a note. */
    public Compiled silently() {
        succeeded();
        if (!ours().isEmpty() || !printed.isEmpty()) {
            throw new AssertionError("did not compile silently:\n" + this);
        }
        return this;
    }

    /** Returns the folder of the folders of this compilation. */
    public Path root() {
        return workspace.root();
    }

    /** Returns the folder of class files and resources, fit for a class path. */
    public Path classes() {
        return workspace.classes();
    }

    /** Returns all that processors wrote as source, by path. */
    public SortedMap<String, String> generated() {
        return textsIn(workspace.generated());
    }

    /** Returns the generated source of the class of this qualified name. */
    public String generated(String qualifiedName) {
        String text = generated().get(qualifiedName.replace('.', '/') + ".java");
        if (text == null) {
            throw new AssertionError("no " + qualifiedName + " was generated:\n" + this);
        }
        return text;
    }

    /** Returns all resources in the class output, by path. */
    public SortedMap<String, String> resources() {
        return textsIn(workspace.classes());
    }

    /** Returns a class loader over the class files. */
    public ClassLoader loader() {
        return new URLClassLoader(
                Stream.concat(Stream.of(workspace.classes()), classPath.stream())
                        .map(Compiled::url)
                        .toArray(URL[]::new),
                Compiled.class.getClassLoader());
    }

    /** Loads the generated graph of this qualified name. */
    public GraphUnderTest graph(String qualifiedName) {
        succeeded();
        try {
            return new GraphUnderTest(loader().loadClass(qualifiedName));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no " + qualifiedName + ":\n" + this, e);
        }
    }

    /** Calls the static method {@code name()} of a compiled class. */
    public @Nullable Object call(String qualifiedName, String name) {
        succeeded();
        try {
            return Reflect.call(loader().loadClass(qualifiedName).getDeclaredMethod(name), null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(qualifiedName + "." + name, e);
        }
    }

    private static SortedMap<String, String> textsIn(Path root) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (!path.endsWith(".class")) {
                    texts.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        String all = reported.stream().map(Reported::toString).collect(joining("\n"));
        return (success ? "success" : "failure") + " in " + workspace.sources().getParent() + "\n" + all
                + (printed.isEmpty() ? "" : "\nprinted:\n" + printed);
    }
}
