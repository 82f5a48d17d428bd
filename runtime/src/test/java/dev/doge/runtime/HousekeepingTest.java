package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runtime leaves behind: nothing printed, nothing shared between executors, nothing held; and that its types say how they are used. */
@Timeout(120)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class HousekeepingTest {
    private static final InputId<Object> KEY = input("key");
    private static final TaskId<Integer> ONE = task("one");
    private static final TaskId<Integer> TWO = task("two");
    private static final Path SOURCES = Path.of("src/main/java/dev/doge/runtime");
    private static final int REQUESTS = Integer.getInteger("doge.requests", 200_000);
    private static final long FEW_BYTES = 8L << 20;

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("R20")
    void nothing_is_printed_whatever_becomes_of_tasks() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> {
                throw new IOException("no");
            });
            plan.stage(TWO, (it, in) -> {
                began.countDown();
                return new CompletableFuture<>();
            });
        });
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(caught);
        System.setErr(caught);
        try {
            assertThatThrownBy(() -> doge.run(graph.request(ONE))).isInstanceOf(TaskFailedException.class);
            assertThat(doge.submit(graph.request(ONE))).failsWithin(Duration.ofSeconds(20));
            TaskRun<Integer> left = doge.start(graph.request(TWO));
            began.await();
            left.cancel();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    @Tag("R20")
    void executors_share_no_work() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> plan.stage(ONE, (it, in) -> {
            both.countDown();
            return answer;
        }));
        try (DogeExecutor other = DogeExecutor.create()) {
            CompletableFuture<Integer> here = doge.submit(graph.request(ONE));
            CompletableFuture<Integer> there = other.submit(graph.request(ONE));
            both.await();
            answer.complete(1);
            assertThat(here.join() + there.join()).isEqualTo(2);
        }
    }

    @Test
    @Tag("R20")
    void no_class_has_static_state() throws Exception {
        List<String> mutable = new ArrayList<>();
        for (Path source : sources()) {
            String name = "dev.doge.runtime."
                    + SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
            if (!name.endsWith("-info")) {
                collect(Class.forName(name, false, getClass().getClassLoader()), mutable);
            }
        }

        assertThat(mutable).isEmpty();
    }

    private static void collect(Class<?> type, List<String> mutable) {
        for (Field field : type.getDeclaredFields()) {
            boolean isState = Modifier.isStatic(field.getModifiers())
                    && !field.isSynthetic()
                    && (!Modifier.isFinal(field.getModifiers())
                            || field.getType().getName().startsWith("java.util.concurrent"));
            if (isState) {
                mutable.add(field.toString());
            }
        }
        Arrays.stream(type.getDeclaredClasses()).forEach(inner -> collect(inner, mutable));
    }

    @Test
    @Tag("R21")
    void what_nobody_needs_any_more_is_collected() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> 1).key(KEY);
            plan.value(TWO, (it, in) -> {
                        throw new IOException("no");
                    })
                    .key(KEY);
        });

        assertCollected(run(graph, ONE));
        assertCollected(run(graph, TWO));
    }

    private WeakReference<Object> run(TestGraph graph, TaskId<Integer> task) {
        Object key = new Object();
        CompletableFuture<Integer> run = doge.submit(graph.request(task, key));
        run.handle((value, thrown) -> 1).join();
        return new WeakReference<>(key);
    }

    private static void assertCollected(WeakReference<Object> reference) {
        for (int i = 0; i < 100 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    /** {@code -Ddoge.requests=10000000} for as many as the contract names. */
    @Test
    @Tag("R21")
    @Timeout(600)
    void distinct_requests_in_a_row_run_in_constant_heap() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> 1).key(KEY);
            plan.value(TWO, (it, in) -> in.get(ONE) + 1).key(KEY).needs(ONE);
        });
        run(graph, 0, REQUESTS / 10);
        long before = used();
        run(graph, REQUESTS / 10, REQUESTS);

        assertThat(used() - before).isLessThan(FEW_BYTES);
    }

    private void run(TestGraph graph, int from, int to) {
        for (int i = from; i < to; i++) {
            Request<Integer> request = graph.request(TWO, i);
            doge.run(request);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    @Tag("R24")
    void every_public_type_says_how_it_is_used_by_threads() throws IOException {
        Pattern declaration = Pattern.compile(
                "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?(?:\\s*//[^\\n]*)?\\s*)*public ");
        List<String> silent = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            boolean isPublic = text.contains("\npublic ");
            if (isPublic && !source.toString().contains("internal")) {
                var said = declaration.matcher(text);
                if (!said.find() || !said.group(1).matches("(?si).*(thread|immutable).*")) {
                    silent.add(SOURCES.relativize(source).toString());
                }
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    @Tag("R24")
    void every_package_says_that_nothing_is_null_unless_it_says_so() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES).filter(Files::isDirectory)) {
            assertThat(folders)
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("@NullMarked"));
        }
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
