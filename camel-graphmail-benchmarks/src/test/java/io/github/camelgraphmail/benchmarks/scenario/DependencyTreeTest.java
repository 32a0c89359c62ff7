package io.github.camelgraphmail.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyTreeTest {

    @Test
    void findsWhatIsBelowAnotherPlace() {
        DependencyTree tree = DependencyTree.read(List.of(
                "org.acme:application:jar:1.0",
                "+- org.acme:mail:jar:1.0:compile",
                "|  +- (org.acme:json:jar:2.0:compile - omitted for duplicate)",
                "|  \\- org.acme:http:jar:1.0:compile (version managed from 0.9)",
                "|     \\- org.acme:core:jar:1.0:compile",
                "\\- org.acme:web:jar:1.0:compile",
                "   \\- org.acme:json:jar:2.0:compile",
                "      \\- org.acme:text:jar:2.0:compile"));

        assertThat(tree.closure("mail")).containsExactlyInAnyOrder("mail", "json", "http", "core", "text");
        assertThat(tree.closure("web")).containsExactlyInAnyOrder("web", "json", "text");
    }
}
