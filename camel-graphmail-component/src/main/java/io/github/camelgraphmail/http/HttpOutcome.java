package io.github.camelgraphmail.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of an HTTP request. An answer of any status is a value, and so is a failure to get one. */
public sealed interface HttpOutcome {

    /**
     * An answer came.
     *
     * @param status the HTTP status
     * @param headers by lower-case name, the values of each in order; never changed afterwards
     * @param content empty for none
     */
    record Answered(int status, Map<String, List<String>> headers, byte[] content) implements HttpOutcome {

        public Answered {
            headers = Collections.unmodifiableMap(headers);
        }

        /** The first value of a header. */
        public Optional<String> header(String lowerCaseName) {
            List<String> values = headers.get(lowerCaseName);
            return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
        }

        /** The content, read as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Answered[" + status + ", " + content.length + " bytes]";
        }
    }

    /** No connection was made, or none over TLS, or the server said that it did not look at the request. */
    record NothingSent(IOException cause) implements HttpOutcome {}

    /** The connection was there; then it broke, or the time ran out. The server may have acted on the request. */
    record AnswerLost(IOException cause) implements HttpOutcome {}
}
