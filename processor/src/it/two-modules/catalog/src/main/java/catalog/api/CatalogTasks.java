package catalog.api;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;

/** A class with a graph of its own. */
public class CatalogTasks {
    /** Makes the tasks. */
    public CatalogTasks() {}

    /**
     * An article.
     *
     * @param sku its number
     * @return the article
     */
    @Task
    public Article article(@Input String sku) {
        return new Article(sku, 100 * sku.length());
    }

    /**
     * What an article was called before.
     *
     * @param sku its number
     * @return the name
     */
    @Task
    @Deprecated(forRemoval = true)
    public String oldName(@Input String sku) {
        return "old " + sku;
    }
}
