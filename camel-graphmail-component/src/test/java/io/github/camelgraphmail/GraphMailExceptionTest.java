package io.github.camelgraphmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GraphMailExceptionTest {

    @Test
    void keepsItsDetailsWhenItIsPassedOnAsBytes() throws Exception {
        GraphAccessDeniedException failure = new GraphAccessDeniedException(
                "Graph said no.",
                "Mend it.",
                new FailureDetails(403, "ErrorAccessDenied", "r", "c", new Effort(2, Duration.ofSeconds(7), 403)),
                null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }

        GraphAccessDeniedException copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (GraphAccessDeniedException) in.readObject();
        }

        assertThat(copy).hasMessage("Graph said no. Mend it.");
        assertThat(copy.getHint()).isEqualTo("Mend it.");
        assertThat(copy.getHttpStatus()).isEqualTo(403);
        assertThat(copy.getErrorCode()).isEqualTo("ErrorAccessDenied");
        assertThat(copy.getRequestId()).isEqualTo("r");
        assertThat(copy.getClientRequestId()).isEqualTo("c");
        assertThat(copy.getAttempts()).isEqualTo(2);
        assertThat(copy.getWaited()).isEqualTo(Duration.ofSeconds(7));
    }
}
