package dev.doge.processor.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A graph as one HTML file that needs nothing else: the template of {@code page/}, its style, its scripts and the JSON report. The page allows
 * no script but ours, by its hash; what users wrote is data to it.
 */
public final class GraphPage {
    private static final List<String> SCRIPTS = List.of(
            "graph", "kinds", "columns", "order", "place", "layout", "drawing", "camera", "minimap", "list", "panel",
            "page");
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)}}");

    private GraphPage() {}

    /**
     * Returns the page.
     *
     * @param title the name of the graph
     * @param json the graph, without any {@code <}, as {@link GraphReport#json} writes it
     */
    public static String html(String title, String json) {
        String style = "\n" + resource("page.css");
        String script = SCRIPTS.stream()
                .map(name -> resource(name + ".js"))
                .collect(Collectors.joining("\n", "\n\"use strict\";\n\n", ""));
        Map<String, String> slots = Map.of(
                "title",
                title,
                "style",
                style,
                "style-hash",
                hash(style),
                "script",
                script,
                "script-hash",
                hash(script),
                "graph",
                "\n" + json);
        return SLOT.matcher(resource("page.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(Objects.requireNonNull(slots.get(slot.group(1)))));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(GraphPage.class.getResourceAsStream("page/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }
}
