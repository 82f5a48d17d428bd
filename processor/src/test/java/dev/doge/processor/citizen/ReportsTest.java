package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.doge.processor.generate.GraphReport;
import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Golden;
import dev.doge.processor.testing.Json;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Sources;
import dev.doge.runtime.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

@Tag("3.3")
class ReportsTest {
    private static final Path GUIDE = Path.of(System.getProperty("doge.root", ".."), "docs", "guide");
    private static final String SHOP = Sources.shop("""
            @Task(description = "\\"quoted\\" \\\\ </script> \\u0001 \\n %") String price(@Input String sku) { return sku; }
            @Task List<String> skus(@Input long order) { return List.of(); }
            @Task String quote(@DependsOn(value = "price", each = "skus", as = "sku") List<String> prices,
                    @DependsOn(value = "price", each = "skus", as = "sku") Map<String, Outcome<String>> outcomes, List<String> skus) { return ""; }
            @Task @DependsOn("quote") void archive() {}
            """);

    @OnBothCompilers
    void json_mermaid_and_dot_are_written_by_default(Compiler compiler) {
        assertThat(Compile.compile(compiler, SHOP).succeeded().resources().keySet())
                .allMatch(path -> path.startsWith("META-INF/doge/"))
                .anyMatch(path -> path.endsWith("ShopGraph.json"))
                .anyMatch(path -> path.endsWith("ShopGraph.mmd"))
                .anyMatch(path -> path.endsWith("ShopGraph.dot"))
                .hasSize(3);
    }

    @OnBothCompilers
    void all_adds_the_page(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .options("-Adoge.reports=all")
                .strict()
                .run()
                .succeeded();

        assertThat(compiled.resources()).hasSize(4);
        assertThat(compiled.resources().get("META-INF/doge/shop.ShopGraph.html"))
                .contains("<title>shop.ShopGraph</title>", json(compiled))
                .doesNotContain("{{");
    }

    @OnBothCompilers
    void reports_are_the_same_bytes_on_every_jdk_and_compiler(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .options("-Adoge.reports=all")
                .run()
                .succeeded();

        Golden.check("ShopGraph.json", json(compiled));
        Map<String, String> other = Compile.with(Compiler.JAVAC)
                .sources(SHOP)
                .options("-Adoge.reports=all")
                .run()
                .resources();
        assertThat(compiled.resources()).isEqualTo(other);
    }

    @OnBothCompilers
    void json_is_as_the_schema_says(Compiler compiler) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(GUIDE.resolve("graph-report.schema.json")));
        String json = json(Compile.compile(compiler, SHOP));

        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replace("\"level\"", "\"depth\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(guideExample(), InputFormat.JSON)).isEmpty();
        Graph graph =
                (Graph) Compile.compile(compiler, SHOP).graph("shop.ShopGraph").ofNew();
        assertThat(schema.validate(graph.toJson(), InputFormat.JSON)).isEmpty();
        assertThat(json).contains("\"schema\": " + GraphReport.SCHEMA + ",");
    }

    private static String guideExample() throws IOException {
        Matcher block =
                Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(GUIDE.resolve("report-schema.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @OnBothCompilers
    void an_option_without_a_value_is_refused(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(SHOP).options("-Adoge.reports").run();

        assertThat(compiled.errors()).containsExactly("DOGE090@nowhere");
    }

    @OnBothCompilers
    void none_are_written_on_request(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .options("-Adoge.reports=none")
                .run()
                .silently();

        assertThat(compiled.resources()).isEmpty();
    }

    @OnBothCompilers
    void a_value_that_is_unknown_is_refused(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .options("-Adoge.reports=non")
                .run();

        assertThat(compiled.errors()).containsExactly("DOGE090@nowhere");
        assertThat(compiled.ours().get(0).message()).contains("none");
    }

    @OnBothCompilers
    void json_says_what_the_generated_class_says(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, SHOP);
        Map<String, Object> json = Json.object(json(compiled));
        Map<String, String> keys = compiled.graph("shop.ShopGraph").keys();

        assertThat(json).containsEntry("schema", 1.0).containsEntry("graph", "shop.ShopGraph");
        assertThat(Json.objects(at(json, "inputs")))
                .extracting(input -> input.get("name"))
                .containsExactlyInAnyOrder("sku", "order");
        assertThat(Json.objects(at(json, "tasks")))
                .extracting(task -> task.get("name"))
                .containsExactly("price", "skus", "quote", "archive");
        for (Map<String, Object> task : Json.objects(at(json, "tasks"))) {
            String key = keys.get((String) task.get("name"));
            assertThat(key).isNotNull();
            assertThat(task.get("key")).isEqualTo(key.isEmpty() ? List.of() : List.of(key.replaceAll("\\S+ ", "")));
        }
        assertThat(Json.objects(at(json, "edges")))
                .extracting(edge -> edge.get("from") + " " + edge.get("kind") + " " + edge.get("to"))
                .contains("quote each price", "quote eachOutcome price", "quote needs skus", "archive after quote");
        assertThat(Json.objects(at(json, "edges")))
                .filteredOn(edge -> "each".equals(edge.get("kind")))
                .allMatch(edge -> "sku".equals(edge.get("as")) && "skus".equals(edge.get("source")));
    }

    private static String json(Compiled compiled) {
        return compiled.resources().entrySet().stream()
                .filter(resource -> resource.getKey().endsWith("ShopGraph.json"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(compiled.toString()))
                .getValue();
    }

    private static Object at(Map<String, Object> json, String name) {
        return Objects.requireNonNull(json.get(name), name);
    }
}
