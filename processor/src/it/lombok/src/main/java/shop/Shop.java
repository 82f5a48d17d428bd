package shop;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import java.util.List;
import lombok.RequiredArgsConstructor;

/** A task class that Lombok completes, over values that Lombok completes. */
@RequiredArgsConstructor
public class Shop {
    private final String currency;

    @Task
    List<Customer> household(@Input Customer customer) {
        return List.of(customer, new Customer(customer.getId() + 1, "Bo"));
    }

    @Task
    Quote quote(@Input Customer member) {
        Quote quote = new Quote(member);
        quote.setCents(100 * member.getName().length());
        return quote;
    }

    @Task
    String page(
            @Input Customer customer,
            @DependsOn(value = "quote", each = "household", as = "member") List<Quote> quotes) {
        int cents = quotes.stream().mapToInt(Quote::getCents).sum();
        return customer.getName() + " pays " + cents + " " + currency;
    }
}
