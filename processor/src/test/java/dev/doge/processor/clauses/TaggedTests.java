package dev.doge.processor.clauses;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The tests of a checkout and their tags, as their sources have them: nothing has to be compiled, so all modules can be read at once. */
final class TaggedTests extends TreeScanner<Void, List<String>> {
    /**
     * A test method and one of its tags, its own or its class's.
     *
     * @param test {@code CancellingTest.the_last_who_leaves}
     */
    record Tagged(String tag, String test) implements Comparable<Tagged> {
        @Override
        public int compareTo(Tagged other) {
            return test.equals(other.test) ? tag.compareTo(other.tag) : test.compareTo(other.test);
        }
    }

    /** How deep below the checkout a module's folder of tests may lie: {@code samples/classpath-audit/src/test/java}. */
    private static final int DEEPEST = 5;

    private final SortedSet<Tagged> found = new TreeSet<>();
    private String className = "";

    private TaggedTests() {}

    /** Reads all tests below a checkout. */
    static SortedSet<Tagged> below(Path checkout) throws IOException {
        TaggedTests tests = new TaggedTests();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<File> sources = sources(checkout).stream().map(Path::toFile).toList();
            JavacTask task = (JavacTask)
                    javac.getTask(null, files, null, null, null, files.getJavaFileObjectsFromFiles(sources));
            for (CompilationUnitTree unit : task.parse()) {
                tests.scan(unit, List.of());
            }
        }
        return tests.found;
    }

    private static List<Path> sources(Path checkout) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders(checkout)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static List<Path> folders(Path checkout) throws IOException {
        try (Stream<Path> folders = Files.find(
                checkout,
                DEEPEST,
                (path, attributes) -> attributes.isDirectory()
                        && path.endsWith(Path.of("src", "test", "java"))
                        && !path.toString().contains(File.separator + "target" + File.separator))) {
            return folders.toList();
        }
    }

    @Override
    public Void visitClass(ClassTree type, List<String> outer) {
        if (type.getSimpleName().length() == 0) {
            return null; // an anonymous class
        }
        String before = className;
        className = (before.isEmpty() ? "" : before + '.') + type.getSimpleName();
        List<String> tags = new ArrayList<>(outer);
        tags.addAll(tags(type.getModifiers()));
        super.visitClass(type, tags);
        className = before;
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, List<String> ofClass) {
        boolean isTest = method.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .anyMatch(name -> name.endsWith("Test") || name.equals("OnBothCompilers"));
        if (isTest) {
            String test = className + '.' + method.getName();
            Stream.concat(ofClass.stream(), tags(method.getModifiers()).stream())
                    .forEach(tag -> found.add(new Tagged(tag, test)));
        }
        return null;
    }

    private static List<String> tags(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals("Tag"))
                .map(TaggedTests::text)
                .toList();
    }

    private static String text(AnnotationTree tag) {
        ExpressionTree argument = tag.getArguments().get(0);
        ExpressionTree value = argument instanceof AssignmentTree named ? named.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }
}
