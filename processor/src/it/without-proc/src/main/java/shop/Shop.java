package shop;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;

/** Tasks of which nobody makes a graph. */
public class Shop {
    @Task
    String user(@Input long userId) {
        return "user " + userId;
    }
}
