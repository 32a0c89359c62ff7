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

    private final Clock clock;

    GraphErrors(Clock clock) {
        this.clock = clock;
    }

    /** Puts the headers of any Graph answer on this one. */
    HttpServerResponse begin(HttpServerResponse response, RequestIds ids) {
        return response.putHeader("request-id", ids.requestId())
                .putHeader("client-request-id", ids.clientRequestId())
                .putHeader("x-ms-ags-diagnostic", DIAGNOSTIC)
                .putHeader("Cache-Control", "private")
                .putHeader("Strict-Transport-Security", "max-age=31536000");
    }

    void answer(HttpServerResponse response, RequestIds ids, GraphError error) {
        if (error.status() == 401) {
            response.putHeader("WWW-Authenticate", CHALLENGE);
        }
        end(response, ids, error);
    }

    /** Refuses a token until the client has another one that satisfies the claims. */
    void challenge(HttpServerResponse response, RequestIds ids, GraphError error, String claims) {
        String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        response.putHeader(
                "WWW-Authenticate", AUTHORIZATION + " error=\"insufficient_claims\", claims=\"" + encoded + "\"");
        end(response, ids, error);
    }

    private void end(HttpServerResponse response, RequestIds ids, GraphError error) {
        begin(response, ids)
                .setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .end(body(ids, error).toString());
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
