package shop;

import lombok.Value;

/** Lombok writes what makes two of them equal. */
@Value
public class Customer {
    long id;
    String name;
}
