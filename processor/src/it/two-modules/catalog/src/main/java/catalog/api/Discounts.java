package catalog.api;

import dev.doge.annotations.Task;
import dev.doge.annotations.TaskGraph;

/** Takes the article and the rate of whoever includes it. */
@TaskGraph(partial = true)
public final class Discounts {
    private Discounts() {}

    /**
     * What an article costs.
     *
     * @param article which
     * @param percent how much less
     * @return the price in cents
     */
    @Task
    public static int price(Article article, int percent) {
        return article.cents() * (100 - percent) / 100;
    }
}
