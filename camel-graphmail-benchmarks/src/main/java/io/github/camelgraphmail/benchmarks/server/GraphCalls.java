package io.github.camelgraphmail.benchmarks.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as Entra and Graph do when all is well, and looks at as little as that takes: bodies are thrown away, no token
 * is checked. For one event loop.
 */
final class GraphCalls implements Handler<HttpServerRequest> {

    static final String COUNTS = "/counts";

    private static final String USERS = "/v1.0/users/";
    private static final String UPLOADS = "/uploads/";
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes \\d+-(\\d+)/(\\d+)");

    /** As long as Entra's are. */
    private static final String TOKEN = new JsonObject()
            .put("token_type", "Bearer")
            .put("expires_in", 3599)
            .put("ext_expires_in", 3599)
            .put("access_token", "x".repeat(1500))
            .encode();

    private final Vertx vertx;
    private final Duration latency;
    private final MailboxLimit limit = new MailboxLimit();
    private long accepted;
    private long ids;
    private long http2;
    private long http1;

    /** @param latency how long Graph takes after the last byte of a request */
    GraphCalls(Vertx vertx, Duration latency) {
        this.vertx = vertx;
        this.latency = latency;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith(USERS)) {
            count(request);
            mailbox(request, path);
        } else if (path.startsWith(UPLOADS)) {
            count(request);
            request.endHandler(end -> later(() -> range(request)));
        } else if (path.endsWith("/oauth2/v2.0/token")) {
            request.endHandler(end -> json(request.response(), 200, TOKEN));
        } else if (path.equals(COUNTS)) {
            ServerCounts counts = new ServerCounts(accepted, limit.refused(), http2, http1);
            json(request.response(), 200, JsonObject.mapFrom(counts).encode());
        } else {
            request.endHandler(end -> request.response().setStatusCode(404).end());
        }
    }

    private void count(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            http2++;
        } else {
            http1++;
        }
    }

    private void mailbox(HttpServerRequest request, String path) {
        int slash = path.indexOf('/', USERS.length());
        String mailbox = path.substring(USERS.length(), slash);
        String call = path.substring(slash);
        Optional<MailboxLimit.Turn> turn = limit.enter(mailbox);
        if (turn.isEmpty()) {
            request.endHandler(
                    end -> withId(request, 429).putHeader("Retry-After", "1").end());
            return;
        }
        request.exceptionHandler(broken -> turn.get().end());
        request.endHandler(end -> later(() -> {
            // Before the answer: whoever reads that may come back at once.
            turn.get().end();
            answer(request, call);
        }));
    }

    private void later(Runnable answer) {
        if (latency.isZero()) {
            answer.run();
        } else {
            vertx.setTimer(latency.toMillis(), timer -> answer.run());
        }
    }

    private void answer(HttpServerRequest request, String call) {
        if (request.method() == HttpMethod.DELETE) {
            withId(request, 204).end();
        } else if (request.method() == HttpMethod.GET) {
            json(withId(request, 200), 200, "{\"value\":[]}");
        } else if (call.endsWith("/sendMail") || call.endsWith("/send")) {
            accepted++;
            withId(request, 202).end();
        } else if (call.endsWith("/createUploadSession")) {
            json(
                    withId(request, 201),
                    201,
                    new JsonObject()
                            .put("uploadUrl", "https://" + request.authority() + UPLOADS + id())
                            .put("nextExpectedRanges", new JsonArray().add("0"))
                            .encode());
        } else {
            String id = id();
            json(
                    withId(request, 201),
                    201,
                    new JsonObject()
                            .put("id", id)
                            .put("internetMessageId", "<" + id + "@contoso.com>")
                            .put("isDraft", true)
                            .encode());
        }
    }

    private void range(HttpServerRequest request) {
        Matcher range = CONTENT_RANGE.matcher(String.valueOf(request.getHeader("Content-Range")));
        if (!range.matches()) {
            withId(request, 400).end();
            return;
        }
        long next = Long.parseLong(range.group(1)) + 1;
        if (next == Long.parseLong(range.group(2))) {
            withId(request, 201).end();
        } else {
            json(withId(request, 200), 200, "{\"nextExpectedRanges\":[\"" + next + "\"]}");
        }
    }

    private HttpServerResponse withId(HttpServerRequest request, int status) {
        return request.response().setStatusCode(status).putHeader("request-id", id());
    }

    private static void json(HttpServerResponse response, int status, String content) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(content);
    }

    private String id() {
        return new UUID(0, ++ids).toString();
    }
}
