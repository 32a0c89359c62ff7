package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.Fault;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.UploadSession;
import io.github.camelgraphmail.sandbox.core.UploadSession.Outcome;
import io.github.camelgraphmail.sandbox.core.UploadSessions;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the ranges of large attachments are put: outside of Graph, without a token, since the address itself is the
 * permission; and with spellings of its own.
 *
 * @see <a href="https://learn.microsoft.com/graph/outlook-large-attachments">Attach large files to Outlook messages</a>
 */
final class UploadRoutes {

    private static final String PATH = "/api/gv1.0/AttachmentSessions/";
    private static final Map<String, String> OTHER_NAME = Map.of("localhost", "127.0.0.1", "127.0.0.1", "localhost");
    private static final int MAX_RANGE_BYTES = 4 * 1024 * 1024;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final UploadSessions uploads;
    private final MailItems items;
    private final FaultPlayer faults;
    private final RequestRecorder recorder;

    UploadRoutes(UploadSessions uploads, MailItems items, FaultPlayer faults, RequestRecorder recorder) {
        this.uploads = uploads;
        this.items = items;
        this.faults = faults;
        this.recorder = recorder;
    }

    void mount(Router router) {
        router.put(PATH + ":session")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_RANGE_BYTES))
                .handler(this::play)
                .failureHandler(request -> request.response()
                        .setStatusCode(request.statusCode() > 0 ? request.statusCode() : 500)
                        .end());
        router.delete(PATH + ":session").handler(this::cancel);
    }

    /**
     * The address that ranges of a session are put to, without its id: on the listener that the request came to, by the other
     * name that this machine has for itself. The service has another host for them as well, and clients that put their token on all
     * requests to Graph's host, such as the Graph SDK, go by the name and not by the port.
     */
    static String address(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        boolean overIpv6 = request.request().localAddress().hostAddress().contains(":");
        String host = overIpv6 ? authority.host() : OTHER_NAME.getOrDefault(authority.host(), authority.host());
        String port = authority.port() > 0 ? ":" + authority.port() : "";
        return request.request().scheme() + "://" + host + port + PATH;
    }

    private void play(RoutingContext request) {
        Optional<UploadSession> session = uploads.find(request.pathParam("session"));
        // The id is what lets anybody write to the draft.
        recorder.record(request, RequestIds.forRequest(null), PATH + "…");
        session.map(UploadSession::message).ifPresent(message -> RequestRecorder.trace(request, message));
        String mailbox = session.map(UploadSession::mailbox).orElse("");
        faults.play(Fault.Operation.UPLOAD, mailbox, request, new FaultPlayer.Stage() {
            @Override
            public GraphAnswer perform() {
                return put(request);
            }

            @Override
            public GraphAnswer withoutSession() {
                session.ifPresent(uploads::cancel);
                return put(request);
            }
        });
    }

    private GraphAnswer put(RoutingContext request) {
        Optional<UploadSession> session = uploads.find(request.pathParam("session"));
        if (session.isEmpty()) {
            return error(404, "uploadSessionNotFound", "The upload session was not found.");
        }
        if (request.request().getHeader("Authorization") != null) {
            return error(401, "unauthorized", "An upload session takes no token.");
        }
        Matcher range =
                CONTENT_RANGE.matcher(Optional.ofNullable(request.request().getHeader("Content-Range"))
                        .orElse(""));
        if (!range.matches()) {
            return error(400, "invalidRange", "The Content-Range header is missing or malformed.");
        }
        byte[] bytes = request.body().buffer() == null
                ? new byte[0]
                : request.body().buffer().getBytes();
        return answer(
                session.get(),
                uploads.put(
                        session.get(),
                        Long.parseLong(range.group(1)),
                        Long.parseLong(range.group(2)),
                        Long.parseLong(range.group(3)),
                        bytes));
    }

    private GraphAnswer answer(UploadSession session, Outcome outcome) {
        if (outcome instanceof Outcome.Continue next) {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put(
                            "@odata.context",
                            "https://outlook.office.com/api/v2.0/$metadata#Users('x')/Messages('x')/AttachmentSessions/$entity")
                    // So the service spells it here, and the offset without a dash.
                    .put("ExpirationDateTime", session.expires().toString());
            body.putArray("nextExpectedRanges").add(String.valueOf(next.next()));
            return new GraphAnswer(200, Map.of("Content-Type", "application/json"), body.toString());
        }
        if (outcome instanceof Outcome.Complete complete) {
            items.find(session.mailbox(), session.message())
                    .ifPresent(draft -> items.attach(draft, complete.attachment()));
            return new GraphAnswer(
                    201,
                    Map.of(
                            "Location",
                            "https://outlook.office.com/api/v2.0/Users('x')/Messages('x')/Attachments('" + session.id()
                                    + "')"),
                    "");
        }
        if (outcome instanceof Outcome.OutOfOrder outOfOrder) {
            return error(
                    416,
                    "invalidRange",
                    "Uploaded fragment overlaps with existing data. Expected: " + outOfOrder.next());
        }
        return error(400, "fragmentLengthMismatch", ((Outcome.Mismatch) outcome).why());
    }

    private void cancel(RoutingContext request) {
        uploads.find(request.pathParam("session")).ifPresent(uploads::cancel);
        request.response().setStatusCode(204).end();
    }

    private static GraphAnswer error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return new GraphAnswer(status, Map.of("Content-Type", "application/json"), body.toString());
    }
}
