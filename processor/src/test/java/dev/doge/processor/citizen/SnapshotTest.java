package dev.doge.processor.citizen;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.SourceFile;
import dev.doge.processor.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** DOGE080 and DOGE081: a graph is compared with its committed report. Their pages show the plain cases. */
@Tag("3.3")
class SnapshotTest {
    private static final String FILE = "graphs/shop.ShopGraph.json";
    private static final String SHOP = Sources.shop("""
            @Task String a(@Input long id) { return ""; }
            @Task List<Long> ids() { return List.of(); }
            @Task String b(String a, @DependsOn(value = "a", each = "ids", as = "id") List<String> all) { return a; }
            @Task @DependsOn("a") String c() { return ""; }
            """);

    @OnBothCompilers
    void a_missing_snapshot_is_made_by_the_command_of_the_message(Compiler compiler) throws IOException {
        Compiled first = compile(compiler, SHOP).run();

        assertThat(first.errors()).containsExactly("DOGE080@Shop.java:3");
        String message = first.ours().get(0).message();
        Path made = first.root().resolve(FILE);
        Path report = first.classes().resolve("META-INF/doge/shop.ShopGraph.json");
        assertThat(message)
                .contains("has no snapshot", "there is no " + made)
                .endsWith("make the first one: mkdir -p " + made.getParent() + " && cp " + report + " " + made);
        compile(compiler, SHOP, Files.readString(report)).run().silently();
    }

    @OnBothCompilers
    void only_edges_count(Compiler compiler) {
        String report = report(compiler, SHOP);
        List<String> edges = report.lines()
                .filter(line -> line.contains("\"from\""))
                .map(line -> line.strip().replaceAll(",$", ""))
                .toList();
        String other = "{\"edges\":["
                + IntStream.range(0, edges.size())
                        .mapToObj(i -> edges.get(edges.size() - 1 - i))
                        .collect(joining(" ,\n\n"))
                + "], \"schema\":1}";

        compile(compiler, SHOP, other).run().silently();
        compile(compiler, SHOP.replace("String c() { return \"\"; }", "Integer c() { return 1; }"), report)
                .run()
                .silently();
    }

    @OnBothCompilers
    void each_changed_edge_is_listed_with_all_that_is_known_of_it(Compiler compiler) {
        String report = report(compiler, SHOP);
        Compiled compiled = compile(
                        compiler,
                        SHOP.replace("String b(String a, ", "String b(").replace("return a; }", "return \"\"; }"),
                        report.replace("\"kind\": \"each\", \"as\": \"id\"", "\"kind\": \"each\", \"as\": \"it\""))
                .run();

        assertThat(compiled.errors()).containsExactly("DOGE080@Shop.java:3");
        assertThat(compiled.ours()
                        .get(0)
                        .message()
                        .lines()
                        .filter(line -> line.matches(" +[+-] .*"))
                        .map(String::strip))
                .containsExactly("- b each a (as it, source ids)", "- b needs a", "+ b each a (as id, source ids)");
    }

    @OnBothCompilers
    void a_long_list_is_cut(Compiler compiler) {
        String tasks = IntStream.range(0, 60)
                .mapToObj(i -> "@Task @DependsOn(\"a\") void t" + i + "() {}\n")
                .collect(joining());
        Compiled compiled = compile(
                        compiler,
                        Sources.shop("@Task String a() { return \"\"; }\n" + tasks),
                        "{\"schema\": 1, \"edges\": []}")
                .run();

        assertThat(compiled.errors()).containsExactly("DOGE080@Shop.java:3");
        assertThat(compiled.ours().get(0).message())
                .contains("... and 20 more")
                .satisfies(message -> assertThat(message.lines()).hasSize(44));
    }

    @OnBothCompilers
    void a_report_of_another_schema_is_told_from_one_that_is_none(Compiler compiler) {
        assertUnreadable(compiler, "{\"schema\": 7, \"nodes\": {}}", "is of schema 7", "writes schema 1");
        assertUnreadable(compiler, "", "it is empty");
        assertUnreadable(compiler, "{\"schema\": 1, \"edges\": []} {}", "it is not JSON: see line 1, column 29");
        assertUnreadable(compiler, "{'schema': 1, 'edges': []}", "it is not JSON: see line 1, column");
        assertUnreadable(compiler, "[".repeat(100_000), "it is not JSON");
        assertUnreadable(compiler, "[]", "names no schema");
        assertUnreadable(compiler, "{\"schema\": \"1\"}", "names no schema");
        assertUnreadable(compiler, "{\"schema\": 99999999999}", "names no schema");
        assertUnreadable(compiler, "{\"schema\": 1, \"edges\": {}}", "it has no edges");
        assertUnreadable(compiler, "{\"schema\": 1, \"edges\": [{\"from\": \"b\", \"to\": 1}]}", "this is no edge");
        assertUnreadable(compiler, "{\"schema\": 1, \"edges\": [null]}", "this is no edge");
    }

    private static void assertUnreadable(Compiler compiler, String snapshot, String... words) {
        Compiled compiled = compile(compiler, SHOP, snapshot).run();
        assertThat(compiled.errors()).as(snapshot).containsExactly("DOGE081@Shop.java:3");
        assertThat(compiled.ours().get(0).message()).contains(words).contains("cp ");
        assertThat(compiled.printed()).isEmpty();
    }

    @OnBothCompilers
    void a_directory_in_its_place_is_unreadable(Compiler compiler) {
        Compiled compiled = compile(compiler, SHOP)
                .besides(List.of(new SourceFile(FILE + "/nothing.txt", "")))
                .run();

        assertThat(compiled.errors()).containsExactly("DOGE081@Shop.java:3");
    }

    @OnBothCompilers
    void paths_that_a_shell_would_split_are_quoted(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .options("-Adoge.snapshot=the user's graphs")
                .run();

        assertThat(compiled.ours().get(0).message())
                .endsWith(" '" + compiled.root() + "/the user'\\''s graphs/shop.ShopGraph.json'");
    }

    @OnBothCompilers
    void the_report_that_the_command_copies_is_written_even_if_no_reports_are(Compiler compiler) {
        Compiled compiled =
                compile(compiler, SHOP).options("-Adoge.reports=none").run();

        assertThat(compiled.errors()).containsExactly("DOGE080@Shop.java:3");
        assertThat(compiled.resources()).containsOnlyKeys("META-INF/doge/shop.ShopGraph.json");
    }

    @OnBothCompilers
    void a_graph_with_another_error_is_not_compared(Compiler compiler) {
        Compiled compiled = compile(compiler, Sources.shop("@Task String a(String nowhere) { return \"\"; }"))
                .run();

        assertThat(compiled.errors()).containsExactly("DOGE002@Shop.java:4");
    }

    @OnBothCompilers
    void a_class_that_yields_no_graph_has_no_snapshot(Compiler compiler) {
        Compiled compiled = compile(compiler, Sources.file("abstract class Base { @Task String a() { return \"\"; } }"))
                .run()
                .succeeded();

        assertThat(compiled.resources()).isEmpty();
    }

    @OnBothCompilers
    void an_option_without_a_directory_is_refused(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(SHOP).options("-Adoge.snapshot").run();

        assertThat(compiled.errors()).containsExactly("DOGE090@nowhere");
    }

    private static Compile compile(Compiler compiler, String source) {
        return Compile.with(compiler).sources(source).options("-Adoge.snapshot=graphs");
    }

    private static Compile compile(Compiler compiler, String source, String snapshot) {
        return compile(compiler, source).besides(List.of(new SourceFile(FILE, snapshot)));
    }

    private static String report(Compiler compiler, String source) {
        return Objects.requireNonNull(
                Compile.compile(compiler, source).succeeded().resources().get("META-INF/doge/shop.ShopGraph.json"));
    }
}
