package app;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Task;
import dev.doge.annotations.TaskGraph;
import java.util.List;
import orders.OrderTasks;
import users.Greetings;
import users.UserTasks;

/** Composes the tasks of two jars. */
@TaskGraph(
        includes = {OrderTasks.class, UserTasks.class, Greetings.class},
        inputs = {"userId", "id", "locale"})
public class Shop {
    /** Makes the tasks. */
    public Shop() {}

    /**
     * A page.
     *
     * @param greeting its head
     * @param orders its content
     * @param premium whether it has a star
     * @return the page
     */
    @Task
    public String page(
            String greeting,
            @DependsOn(value = "order", each = "ids", as = "id") List<String> orders,
            @DependsOn("UserTasks.premium") boolean premium) {
        return greeting + (premium ? "*: " : ": ") + orders;
    }
}
