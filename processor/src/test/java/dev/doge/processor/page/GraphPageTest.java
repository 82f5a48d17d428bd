package dev.doge.processor.page;

import static dev.doge.processor.page.Geometry.assertThatAllIsInView;
import static dev.doge.processor.page.Geometry.assertThatNothingOverlaps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.generate.GraphPage;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a graph, in a browser. Pictures of it are left under {@code target/screenshots}. */
@Tag("3.3")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphPageTest {
    private static final String EVERY_KIND = """
            {"schema": 1, "graph": "shop.ShopGraph", "owner": "shop.Shop", "inputs": [], "tasks": [
            {"name": "a", "key": [], "type": "int", "level": 0, "method": "Shop.a()"},
            {"name": "b", "key": [], "type": "int", "level": 1, "method": "Shop.b()", "conditional": true},
            {"name": "__proto__", "key": [], "type": "int", "level": 2, "method": "Base.proto()", "owner": "shop.Base", "policies": ["@Retry(attempts = 3)"]}
            ], "edges": [
            {"from": "b", "to": "a", "kind": "needs"}, {"from": "b", "to": "a", "kind": "after"},
            {"from": "b", "to": "a", "kind": "optional"}, {"from": "b", "to": "a", "kind": "outcome"},
            {"from": "b", "to": "a", "kind": "lazy"}, {"from": "b", "to": "a", "kind": "onDemand"},
            {"from": "b", "to": "a", "kind": "each", "as": "sku", "source": "@skus"}, {"from": "b", "to": "a", "kind": "eachOutcome"},
            {"from": "b", "to": "a", "kind": "with"}, {"from": "b", "to": "a", "kind": "when"},
            {"from": "b", "to": "a", "kind": "fallback"}, {"from": "b", "to": "a", "kind": "of a later version"},
            {"from": "__proto__", "to": "b", "kind": "needs", "conditional": true},
            {"from": "__proto__", "to": "__proto__", "kind": "onDemand", "as": "sku", "recursive": true}
            ]}
            """;

    private static @Nullable Browser shared;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Browser browser;

    /** Before each test and not before all: so each is named where it is skipped. */
    @BeforeEach
    void start() {
        if (shared == null) {
            shared = Browser.start();
        }
        browser = shared;
    }

    @AfterEach
    void the_console_is_silent() {
        if (shared != null) {
            assertThat(shared.console()).isEmpty();
        }
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void five_tasks_fill_the_page() {
        Report report = show(Graphs.FIVE);

        assertThatPageShows(report);
        assertThatNothingOverlaps(browser);
        browser.picture("five-light");
        browser.dark(true);
        browser.picture("five-dark");
    }

    @Test
    void storefront_shows_each_task_and_edge_of_its_json() {
        Report report = show(Graphs.STOREFRONT);

        assertThatPageShows(report);
        assertThatNothingOverlaps(browser);
        browser.one(".task[data-name=page]").click();
        browser.picture("storefront-light");
        browser.dark(true);
        browser.picture("storefront-dark");
    }

    @Test
    void five_hundred_tasks_are_shown_searched_and_selected() {
        Report report = show(Graphs.large(500, 7));
        List<String> names = report.names();
        String last = names.get(499);

        assertThat(names).hasSize(500);
        assertThatPageShows(report);
        assertThatNothingOverlaps(browser);
        browser.picture("500-light");
        browser.one("#fit").click();
        assertThatAllIsInView(browser);
        browser.picture("500-fit-light");

        browser.one("#search").sendKeys("499");
        assertThat(browser.texts("#list .name")).containsExactly(last);
        browser.type(Keys.ENTER);
        assertThatPanelTellsOf(report, last);
        browser.picture("500-selected-light");
        browser.dark(true);
        browser.picture("500-selected-dark");
        browser.one("#related").click();
        assertThat(browser.all("#world .task"))
                .hasSize(1 + report.upstream(last).size());
        browser.picture("500-related-dark");
    }

    @Test
    void search_finds_by_name_key_and_method_and_dims_the_others() {
        show(Graphs.STOREFRONT);

        browser.run("document.body.focus()");
        browser.type("/");
        browser.type("SKU");
        assertThat(browser.texts("#list .name")).startsWith("skus").contains("price");
        assertThat(browser.one("#count").getText()).matches("\\d of 11 tasks");
        assertThat(browser.strings(
                        "return [...document.querySelectorAll('.task:not(.missed)')].map(e => e.dataset.name)"))
                .containsExactlyInAnyOrderElementsOf(browser.texts("#list .name"));

        browser.type(Keys.chord(Keys.CONTROL, "a"), "no such task");
        assertThat(browser.all("#list li")).isEmpty();

        browser.escape();
        assertThat(browser.all("#list li")).hasSize(11);
        assertThat(browser.all(".task.missed")).isEmpty();
    }

    @Test
    void selection_tells_key_type_source_policies_and_both_ways() {
        Report report = show(Graphs.STOREFRONT);

        browser.one(".task[data-name=quote]").click();
        assertThatPanelTellsOf(report, "quote");
        assertThat(browser.texts(".way li")).containsExactly("user", "orders", "skus", "quote");
        assertThat(browser.one("#panel").getText()).contains("Quote", "Shop.quote(List<Integer> prices)", "sku = skus");
        assertThat(browser.strings("return [...document.querySelectorAll('.task.way')].map(e => e.dataset.name)"))
                .containsExactlyInAnyOrder("user", "orders", "skus", "quote");

        browser.one("#panel .link[data-name=price]").click();
        assertThatPanelTellsOf(report, "price");
        assertThat(browser.texts(".chip")).containsExactly("sku");

        browser.one("#list button[data-name=archive]").click();
        assertThatPanelTellsOf(report, "archive");
        assertThat(browser.one("#panel").getText()).contains("share = RUN");

        browser.run("document.getElementById('screen').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        assertThat(browser.all(".task.selected")).isEmpty();
    }

    @Test
    void shift_click_shows_the_way_between_two_tasks() {
        show(Graphs.STOREFRONT);

        browser.one(".task[data-name=user]").click();
        browser.run(
                "document.querySelector('.task[data-name=archive]').dispatchEvent(new MouseEvent('click', {bubbles: true, shiftKey: true}))");

        assertThat(browser.texts(".way li")).containsExactly("user", "page", "archive");
    }

    @Test
    void the_keyboard_reaches_everything() {
        show(Graphs.FIVE);

        browser.run("document.getElementById('screen').focus()");
        browser.type(Keys.ARROW_RIGHT);
        assertThat(selected()).isEqualTo("user");
        browser.type(Keys.ARROW_RIGHT);
        assertThat(selected()).isEqualTo("orders");
        browser.type(Keys.ARROW_RIGHT);
        browser.type(Keys.ARROW_RIGHT);
        assertThat(selected()).isEqualTo("quote");
        browser.type(Keys.ARROW_LEFT);
        assertThat(selected()).isIn("skus", "price");
        assertThat(browser.run("return document.activeElement.dataset.name")).isEqualTo(selected());
        Object before = browser.run("return document.getElementById('world').getAttribute('transform')");
        browser.type("+");
        assertThat(browser.run("return document.getElementById('world').getAttribute('transform')"))
                .isNotEqualTo(before);
        browser.type("f");
        assertThatAllIsInView(browser);
        browser.escape();
        assertThat(browser.all(".task.selected")).isEmpty();
    }

    @Test
    void an_address_leads_to_a_task_even_if_it_is_named_like_a_part_of_the_page() {
        show(Sources.shop("@Task int related() { return 1; } @Task int search(int related) { return related; }"));

        browser.run("location.hash = '#task=search'; dispatchEvent(new HashChangeEvent('hashchange'))");
        assertThat(selected()).isEqualTo("search");
        browser.one("#list button[data-name=related]").click();
        assertThat(browser.run("return location.hash")).isEqualTo("#task=related");
    }

    @Test
    void a_description_with_a_script_is_shown_and_not_run() {
        show(Graphs.STOREFRONT);

        browser.one(".task[data-name=user]").click();

        assertThat(browser.one(".description").getText())
                .isEqualTo("Looks the user up. </script><script>alert(1)</script> <b>&amp;</b>");
        assertThat(browser.all("script")).hasSize(2);
        assertThat(browser.all("#panel b, #panel script")).isEmpty();
    }

    @Test
    void every_kind_of_edge_and_those_to_come_are_drawn_and_explained() throws IOException {
        Report report = Report.of(EVERY_KIND);
        browser.show(written(GraphPage.html("shop.ShopGraph", EVERY_KIND)));

        assertThatPageShows(report);
        assertThat(browser.strings(
                        "return [...document.querySelectorAll('.legend li[data-kind]')].map(e => e.dataset.kind)"))
                .containsExactly(
                        "needs",
                        "with",
                        "each",
                        "eachOutcome",
                        "optional",
                        "outcome",
                        "lazy",
                        "onDemand",
                        "when",
                        "fallback",
                        "after",
                        "of a later version");
        assertThat(browser.strings("""
                return [...document.querySelectorAll('#world .edge')]
                    .filter(e => getComputedStyle(e.firstChild).strokeDasharray === 'none').map(e => e.dataset.kind)
                """)).containsExactlyInAnyOrder("needs", "with", "each", "needs");
        browser.picture("kinds-light");
        browser.one(".task[data-name=__proto__]").click();
        assertThat(browser.one("#panel").getText())
                .contains("@Retry(attempts = 3)", "shop.Base", "recursive", "conditional");
    }

    @Test
    void the_page_asks_for_nothing_and_has_two_looks() {
        show(Graphs.FIVE);

        assertThat(browser.strings("return performance.getEntriesByType('resource').map(e => e.name)"))
                .isEmpty();
        String ground = "return getComputedStyle(document.body).backgroundColor";
        Object light = browser.run(ground);
        browser.dark(true);
        assertThat(browser.run(ground)).isNotEqualTo(light);
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path written(String html) throws IOException {
        return Files.writeString(folder.resolve("page.html"), html);
    }

    private Report show(String source) {
        Compiled compiled = Graphs.compile(source);
        Path reports = compiled.classes().resolve("META-INF/doge");
        browser.show(reports.resolve("shop.ShopGraph.html"));
        return Report.of(Objects.requireNonNull(compiled.resources().get("META-INF/doge/shop.ShopGraph.json")));
    }

    private void assertThatPageShows(Report report) {
        assertThat(browser.strings("return [...document.querySelectorAll('#world .task')].map(e => e.dataset.name)"))
                .containsExactlyElementsOf(report.names());
        assertThat(
                        browser.strings(
                                "return [...document.querySelectorAll('#world .edge')].map(e => `${e.dataset.from} ${e.dataset.kind} ${e.dataset.to}`)"))
                .containsExactlyInAnyOrderElementsOf(report.edges());
        assertThat(browser.texts("#panel dd"))
                .startsWith(
                        String.valueOf(report.tasks().size()),
                        String.valueOf(report.edges().size()));
    }

    private void assertThatPanelTellsOf(Report report, String name) {
        Map<String, Object> task = report.task(name);
        assertThat(selected()).isEqualTo(name);
        assertThat(browser.one("#panel h2").getText()).isEqualTo(name);
        assertThat(browser.texts(".chip")).isEqualTo(task.get("key"));
        assertThat(browser.texts("#panel code")).contains(String.valueOf(task.get("method")));
        List<String> way = browser.texts(".way li");
        assertThat(way.isEmpty() ? 0 : way.size() - 1)
                .isEqualTo(((Double) Objects.requireNonNull(task.get("level"))).intValue());
        assertThat(marked("upstream")).isEqualTo(report.upstream(name));
        assertThat(marked("downstream")).isEqualTo(report.downstream(name));
    }

    private String selected() {
        return String.valueOf(browser.run("return document.querySelector('.task.selected').dataset.name"));
    }

    private Set<String> marked(String state) {
        return new TreeSet<>(browser.strings(
                "return [...document.querySelectorAll('.task.' + arguments[0])].map(e => e.dataset.name)", state));
    }
}
