package shop.api;

import catalog.api.Article;
import catalog.api.CatalogTasks;
import catalog.api.Discounts;
import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.annotations.TaskGraph;

/** Composes the tasks of two modules; javac tells those who do so that their own users cannot see the other module. */
@SuppressWarnings("exports")
@TaskGraph(
        includes = {CatalogTasks.class, Discounts.class},
        inputs = {"sku", "premium"})
public class Shop {
    /** Makes the tasks. */
    public Shop() {}

    /**
     * The rate.
     *
     * @param premium whether the customer pays less
     * @return how much less
     */
    @Task
    public int percent(@Input boolean premium) {
        return premium ? 10 : 0;
    }

    @Task
    String label(Article article, int price, @DependsOn("CatalogTasks.oldName") String before) {
        return article.sku() + " (" + before + ") costs " + price;
    }
}
