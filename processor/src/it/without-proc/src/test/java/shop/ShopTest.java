package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.doge.runtime.Graph;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void run_time_says_what_is_missing_and_how_to_mend_it() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> Graph.classOf(Shop.class));

        assertEquals(
                """
                shop.ShopGraph is missing, the class that Doge generates for shop.Shop when the compiler runs its annotation processor
                  help: name the processor to the compiler (JDK 23 and later run none that they are not told of), with maven-compiler-plugin 3.13 or later:
                    <plugin>
                      <artifactId>maven-compiler-plugin</artifactId>
                      <configuration>
                        <proc>full</proc>
                        <annotationProcessorPaths>
                          <path>
                            <groupId>dev.doge</groupId>
                            <artifactId>doge-processor</artifactId>
                            <version>(that of doge-runtime)</version>
                          </path>
                        </annotationProcessorPaths>
                      </configuration>
                    </plugin>
                  classes without tasks and partial classes have no such class""",
                thrown.getMessage());
    }
}
