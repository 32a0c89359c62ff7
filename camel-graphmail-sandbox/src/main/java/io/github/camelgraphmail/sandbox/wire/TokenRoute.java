package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.entra.EntraError;
import io.github.camelgraphmail.sandbox.entra.PresentedCredential;
import io.github.camelgraphmail.sandbox.entra.TokenForm;
import io.github.camelgraphmail.sandbox.entra.TokenReply;
import io.github.camelgraphmail.sandbox.entra.TokenService;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** {@code POST /{tenant}/oauth2/v2.0/token}. */
final class TokenRoute {

    private static final int MAX_FORM_BYTES = 64 * 1024;
    private static final String BASIC = "Basic ";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final TokenService service;
    private final Clock clock;
    private final LongAdder requests;

    /** @param requests counts what came in, for tests that ask how often a client signs in */
    TokenRoute(TokenService service, Clock clock, LongAdder requests) {
        this.service = service;
        this.clock = clock;
        this.requests = requests;
    }

    void mount(Router router) {
        router.post("/:tenant/oauth2/v2.0/token")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES))
                .handler(this::token);
    }

    private void token(RoutingContext request) {
        requests.increment();
        TokenReply reply = service.token(request.pathParam("tenant"), form(request));
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store, no-cache");
        if (reply instanceof TokenReply.Issued issued) {
            response.end(body(issued).toString());
        } else if (reply instanceof EntraError refusal) {
            response.setStatusCode(refusal.status()).end(body(refusal, request).toString());
        }
    }

    private static TokenForm form(RoutingContext request) {
        MultiMap fields = request.request().formAttributes();
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean inHeader = fields.get("client_secret") == null
                && fields.get("client_assertion") == null
                && authorization != null
                && authorization.startsWith(BASIC);
        String[] basic = inHeader ? basicCredentials(authorization.substring(BASIC.length())) : new String[2];
        return new TokenForm(
                fields.get("grant_type"),
                fields.get("scope"),
                inHeader ? basic[0] : fields.get("client_id"),
                credential(fields, inHeader ? basic[1] : fields.get("client_secret"), request),
                fields.get("claims"));
    }

    private static PresentedCredential credential(MultiMap fields, String secret, RoutingContext request) {
        if (secret != null && !secret.isBlank()) {
            return new PresentedCredential.Secret(secret);
        }
        String assertion = fields.get("client_assertion");
        if (assertion != null && !assertion.isBlank()) {
            return new PresentedCredential.Assertion(
                    fields.get("client_assertion_type"),
                    assertion,
                    request.request().absoluteURI());
        }
        return new PresentedCredential.None();
    }

    /** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. What can't be read is no credential. */
    private static String[] basicCredentials(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            if (colon >= 0) {
                return new String[] {
                    URLDecoder.decode(decoded.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(decoded.substring(colon + 1), StandardCharsets.UTF_8)
                };
            }
        } catch (IllegalArgumentException malformed) {
            return new String[2];
        }
        return new String[2];
    }

    private static ObjectNode body(TokenReply.Issued issued) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", issued.expiresInSeconds())
                .put("ext_expires_in", issued.expiresInSeconds())
                .put("access_token", issued.accessToken());
    }

    private ObjectNode body(EntraError refusal, RoutingContext request) {
        String trace = UUID.randomUUID().toString();
        String sent = request.request().getHeader("client-request-id");
        String correlation = sent == null ? UUID.randomUUID().toString() : sent;
        String timestamp = TIMESTAMP.format(clock.instant());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("error", refusal.error())
                .put(
                        "error_description",
                        "AADSTS" + refusal.code() + ": " + refusal.description() + " Trace ID: " + trace
                                + " Correlation ID: " + correlation + " Timestamp: " + timestamp);
        body.putArray("error_codes").add(refusal.code());
        return body.put("timestamp", timestamp)
                .put("trace_id", trace)
                .put("correlation_id", correlation)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + refusal.code());
    }
}
