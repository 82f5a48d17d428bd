package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.DogeExecutor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HtmlReportTest {
    @TempDir
    private Path folder;

    private static byte[] page(Path root) throws IOException {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return HtmlReport.of(doge.run(AuditGraph.of(new Audit()).report(root)));
        }
    }

    @Test
    void the_same_jars_give_the_same_bytes_wherever_they_are() throws IOException {
        Planted.oneOfEach(folder.resolve("here"));
        Planted.oneOfEach(folder.resolve("and there"));

        byte[] first = page(folder.resolve("here"));

        assertThat(page(folder.resolve("here"))).isEqualTo(first);
        assertThat(page(folder.resolve("and there"))).isEqualTo(first);
        assertThat(new String(first, UTF_8)).doesNotContain(folder.toString());
    }

    @Test
    void each_finding_is_a_row() throws IOException {
        Planted.oneOfEach(folder);

        assertThat(new String(page(folder), UTF_8))
                .containsOnlyOnce("<td>acme/Differs.class</td>")
                .containsOnlyOnce("<td>acme</td>")
                .containsOnlyOnce("<td>ring.a -&gt; ring.b -&gt; ring.c -&gt; ring.a</td>")
                .containsOnlyOnce("<td>org/acme/broken/1/broken-1.jar</td>")
                .containsOnlyOnce("<td>damaged/Class.class</td>");
    }

    @Test
    void what_jars_and_classes_are_called_is_shown_and_not_obeyed() throws IOException {
        Planted planted = new Planted(folder);
        planted.jar("<img src=x onerror=alert(1)>&'.jar")
                .with("a\"b<i>.class", new byte[] {1})
                .with("<!-- body -->.class", new byte[] {1})
                .with("\u0001.class", new byte[] {1})
                .write();

        assertThat(new String(page(folder), UTF_8))
                .contains("&lt;img src=x onerror=alert(1)&gt;&amp;&#39;.jar", "a&quot;b&lt;i&gt;.class")
                .contains("&lt;!-- body --&gt;.class", "<td>?.class</td>")
                .doesNotContain("<img", "<i>");
    }

    @Test
    void the_page_needs_nothing_else() throws IOException {
        Planted.oneOfEach(folder);

        assertThat(new String(page(folder), UTF_8))
                .contains("default-src 'none'")
                .doesNotContain("http:", "https:", "<link", "src=", "@import", "url(");
    }
}
