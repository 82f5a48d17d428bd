package shop;

import lombok.Data;

/** Lombok writes its accessors, and the constructor of its final field. */
@Data
public class Quote {
    private final Customer customer;
    private int cents;
}
