package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes Graph's answers: the headers that stand on every one, and the error body.
 *
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph error responses</a>
 */
final class GraphErrors {

    private static final String DIAGNOSTIC =
            "{\"ServerInfo\":{\"DataCenter\":\"Sandbox\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\","
                    + "\"RoleInstance\":\"SANDBOX00000000\"}}";

    private static final String AUTHORIZATION =
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\",";

    private static final String CHALLENGE = AUTHORIZATION + " client_id=\"00000003-0000-0000-c000-000000000000\"";

    private static final int UNAUTHORIZED = 401;

    private final Clock clock;

    GraphErrors(Clock clock) {
        this.clock = clock;
    }

    /** Puts the headers of any Graph answer on this one. */
    void begin(HttpServerResponse response, RequestIds ids) {
        response.putHeader("request-id", ids.requestId())
                .putHeader("client-request-id", ids.clientRequestId())
                .putHeader("x-ms-ags-diagnostic", DIAGNOSTIC)
                .putHeader("Cache-Control", "private")
                .putHeader("Strict-Transport-Security", "max-age=31536000");
    }

    void answer(HttpServerResponse response, RequestIds ids, Refused refused) {
        GraphAnswer answer = answer(ids, refused);
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).end(answer.body());
    }

    GraphAnswer answer(RequestIds ids, Refused refused) {
        GraphError error = refused.error();
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (error.status() == UNAUTHORIZED) {
            headers.put(
                    "WWW-Authenticate",
                    refused.claims().map(GraphErrors::challenge).orElse(CHALLENGE));
        }
        return new GraphAnswer(error.status(), headers, body(ids, error).toString());
    }

    /** Until the client has another token that satisfies the claims. */
    private static String challenge(String claims) {
        String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return AUTHORIZATION + " error=\"insufficient_claims\", claims=\"" + encoded + "\"";
    }

    private ObjectNode body(RequestIds ids, GraphError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        // The service writes UTC without saying so.
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        body.putObject("error")
                .put("code", error.code())
                .put("message", error.message())
                .putObject("innerError")
                .put("date", now.toString())
                .put("request-id", ids.requestId())
                .put("client-request-id", ids.clientRequestId());
        return body;
    }
}
