package io.github.camelgraphmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphErrorReaderTest {

    private final GraphErrorReader reader = new GraphErrorReader();

    @Test
    void readsCodeAndMessage() {
        assertThat(reader.read("{\"error\":{\"code\":\"ErrorAccessDenied\",\"message\":\"Access is denied.\","
                        + "\"innerError\":{\"date\":\"2026-11-23T19:22:43\"}}}"))
                .isEqualTo(new GraphError("ErrorAccessDenied", "Access is denied."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Bad Gateway</html>", "[]", "null", "{\"error\":\"x\"}", "{\"error\":{\"code\":7"})
    void takesAnythingElseForNoErrorOfGraphs(String body) {
        assertThat(reader.read(body)).isEqualTo(GraphError.UNREADABLE);
    }
}
