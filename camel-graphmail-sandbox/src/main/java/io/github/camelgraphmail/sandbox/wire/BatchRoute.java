package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /v1.0/$batch}. Each request of a batch is made to this sandbox as if it had come by itself, so that throttling,
 * faults and everything else befall it as they would; four at a time, as the service takes those for one mailbox.
 *
 * @see <a href="https://learn.microsoft.com/graph/json-batching">Combine multiple HTTP requests using JSON batching</a>
 */
final class BatchRoute {

    private static final int MOST_REQUESTS = 20;
    private static final int AT_A_TIME = 4;
    private static final int FAILED_DEPENDENCY = 424;
    private static final int FIRST_FAILURE = 400;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client;
    private final HttpClient secureClient;

    BatchRoute(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
        // It leads back to this listener and nowhere else.
        this.secureClient = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(64)
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false));
    }

    /** A request of a batch. */
    private record Item(
            String id, HttpMethod method, String url, Map<String, String> headers, Buffer body, Set<String> after) {}

    /** Reads the batch and makes its requests. */
    Future<GraphAnswer> perform(RoutingContext http) throws Refused {
        Map<String, Item> items = items(http);
        Map<String, Future<ObjectNode>> answers = new LinkedHashMap<>();
        List<Future<ObjectNode>> order = new ArrayList<>();
        for (Item item : items.values()) {
            List<Future<ObjectNode>> before = new ArrayList<>();
            item.after().forEach(id -> before.add(answers.get(id)));
            // A place is free when the one so many before it has ended.
            Future<?> place = order.size() < AT_A_TIME ? Future.succeededFuture() : order.get(order.size() - AT_A_TIME);
            Future<ObjectNode> answer = place.compose(free -> Future.all(new ArrayList<>(before)))
                    .compose(done -> before.stream().anyMatch(BatchRoute::hasFailed)
                            ? Future.succeededFuture(failedDependency(item))
                            : send(http, item));
            answers.put(item.id().toLowerCase(Locale.ROOT), answer);
            order.add(answer);
        }
        return Future.all(new ArrayList<>(order)).map(done -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            order.forEach(answer -> body.withArray("responses").add(answer.result()));
            return GraphAnswer.json(200, body);
        });
    }

    private static boolean hasFailed(Future<ObjectNode> answer) {
        return answer.result().path("status").asInt() >= FIRST_FAILURE;
    }

    private Future<ObjectNode> send(RoutingContext http, Item item) {
        boolean secure = http.request().isSSL();
        // By the name that the client knows, which addresses in answers go by.
        HostAndPort authority = http.request().authority();
        SocketAddress listener = http.request().localAddress();
        RequestOptions options = new RequestOptions()
                .setMethod(item.method())
                .setServer(listener)
                .setHost(authority.host())
                .setPort(authority.port() > 0 ? authority.port() : listener.port())
                .setSsl(secure)
                .setURI("/v1.0/" + item.url().replaceFirst("^/", ""));
        return (secure ? secureClient : client)
                .request(options)
                .compose(request -> {
                    item.headers().forEach(request::putHeader);
                    request.putHeader("Authorization", http.request().getHeader("Authorization"));
                    return request.send(item.body());
                })
                .compose(response ->
                        response.body().map(body -> answer(item.id(), response.statusCode(), response.headers(), body)))
                .otherwise(lost -> error(item.id(), 504, GraphError.badRequest("The request got no answer.")));
    }

    private ObjectNode answer(String id, int status, MultiMap headers, Buffer body) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id).put("status", status);
        ObjectNode shown = answer.putObject("headers");
        headers.forEach(header -> {
            if (!Set.of("content-length", "transfer-encoding", "connection")
                    .contains(header.getKey().toLowerCase(Locale.ROOT))) {
                shown.put(header.getKey(), header.getValue());
            }
        });
        if (body.length() > 0) {
            answer.set("body", shown(headers.get("Content-Type"), body));
        }
        return answer;
    }

    private JsonNode shown(String contentType, Buffer body) {
        if (contentType != null && contentType.startsWith("application/json")) {
            try {
                return json.readTree(body.getBytes());
            } catch (IOException truncated) {
                return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(body.getBytes()));
            }
        }
        return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(body.getBytes()));
    }

    private static ObjectNode failedDependency(Item item) {
        return error(
                item.id(),
                FAILED_DEPENDENCY,
                new GraphError(
                        FAILED_DEPENDENCY, "FailedDependency", "A request that this one depends on has failed."));
    }

    private static ObjectNode error(String id, int status, GraphError error) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id).put("status", status);
        answer.putObject("body").putObject("error").put("code", error.code()).put("message", error.message());
        return answer;
    }

    /** By id in lower case, in their order. */
    private Map<String, Item> items(RoutingContext http) throws Refused {
        JsonNode requests;
        try {
            requests = json.readTree(String.valueOf(http.body().asString(StandardCharsets.UTF_8.name())))
                    .path("requests");
        } catch (JsonProcessingException malformed) {
            throw refused("Invalid batch payload format.");
        }
        if (!requests.isArray() || requests.isEmpty()) {
            throw refused("Invalid batch payload format: 'requests' is missing or empty.");
        }
        if (requests.size() > MOST_REQUESTS) {
            throw refused("The number of requests in a batch exceeds the maximum of " + MOST_REQUESTS + ".");
        }
        Map<String, Item> items = new LinkedHashMap<>();
        for (JsonNode request : requests) {
            Item item = item(request, items.keySet());
            if (items.putIfAbsent(item.id().toLowerCase(Locale.ROOT), item) != null) {
                throw refused("The id '" + item.id() + "' of a request is there twice.");
            }
        }
        return items;
    }

    /** @param before the ids of the requests before it, on which alone it may depend */
    private Item item(JsonNode request, Set<String> before) throws Refused {
        String id = request.path("id").asText();
        String method = request.path("method").asText();
        String url = request.path("url").asText();
        if (id.isEmpty() || method.isEmpty() || url.isEmpty()) {
            throw refused("A request of a batch needs an id, a method and a url.");
        }
        if (url.contains("://") || url.contains("$batch")) {
            throw refused("The url '" + url + "' of request '" + id + "' has to be relative, and none of a batch.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        boolean typed = headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
        if (request.hasNonNull("body") && !typed) {
            throw refused("Request '" + id + "' has a body and no Content-Type header.");
        }
        Set<String> after = new HashSet<>();
        for (JsonNode dependency : request.path("dependsOn")) {
            if (!before.contains(dependency.asText().toLowerCase(Locale.ROOT))) {
                throw refused("Request '" + id + "' depends on '" + dependency.asText() + "', which is not before it.");
            }
            after.add(dependency.asText().toLowerCase(Locale.ROOT));
        }
        return new Item(
                id, HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), url, headers, body(id, request), after);
    }

    private static Buffer body(String id, JsonNode request) throws Refused {
        JsonNode body = request.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return Buffer.buffer();
        }
        if (body.isContainerNode()) {
            return Buffer.buffer(body.toString());
        }
        try {
            return Buffer.buffer(Base64.getMimeDecoder().decode(body.asText()));
        } catch (IllegalArgumentException malformed) {
            throw refused("The body of request '" + id + "' is neither a JSON object nor Base64.");
        }
    }

    private static Refused refused(String why) {
        return new Refused(GraphError.badRequest(why));
    }
}
