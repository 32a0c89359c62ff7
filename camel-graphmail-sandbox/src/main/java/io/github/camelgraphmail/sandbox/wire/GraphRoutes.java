package io.github.camelgraphmail.sandbox.wire;

import static io.github.camelgraphmail.sandbox.core.ServicePrincipal.MAIL_READ;
import static io.github.camelgraphmail.sandbox.core.ServicePrincipal.MAIL_READ_BASIC;
import static io.github.camelgraphmail.sandbox.core.ServicePrincipal.MAIL_READ_WRITE;
import static io.github.camelgraphmail.sandbox.core.ServicePrincipal.MAIL_SEND;

import io.github.camelgraphmail.sandbox.core.Fault.Operation;
import io.github.camelgraphmail.sandbox.core.MailboxLimits;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.SandboxState;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.github.camelgraphmail.sandbox.entra.TokenCheck;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.github.camelgraphmail.sandbox.graph.MailboxGate;
import io.github.camelgraphmail.sandbox.graph.ResponseService;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Graph v1.0 as far as it is here: the messages of a user. Each request passes the same gates: the token, the permission, the
 * mailbox, the number of requests in flight; then it is carried out, with a fault in between if one is to be played.
 */
final class GraphRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(GraphRoutes.class);
    private static final String BEARER = "Bearer ";
    private static final String IDS = RequestIds.class.getName();
    private static final String USER = "/v1.0/users/:user";
    private static final List<String> SENDING = List.of(MAIL_SEND);
    private static final List<String> WRITING = List.of(MAIL_READ_WRITE);
    private static final List<String> READING = List.of(MAIL_READ, MAIL_READ_WRITE);
    private static final List<String> BASIC = List.of(MAIL_READ, MAIL_READ_WRITE, MAIL_READ_BASIC);

    private final SandboxState state;
    private final AccessTokens tokens;
    private final MailboxGate gate;
    private final SendActions sending;
    private final MessageActions messages;
    private final MailFolders folders;
    private final UserActions users;
    private final BatchRoute batches;
    private final MailboxLimits limits;
    private final FaultPlayer faults;
    private final GraphErrors errors;
    private final RequestRecorder recorder;
    private final Duration latency;

    /** @param latency how long each request takes at least */
    GraphRoutes(
            SandboxState state,
            AccessTokens tokens,
            SendActions sending,
            MessageActions messages,
            BatchRoute batches,
            GraphErrors errors,
            Duration latency) {
        this.state = state;
        this.tokens = tokens;
        this.gate = new MailboxGate(state.users(), state.access());
        this.sending = sending;
        this.messages = messages;
        this.batches = batches;
        this.folders = new MailFolders(state.mailboxes().items());
        this.users = new UserActions(state.users(), state.mailboxes().items());
        this.limits = state.mailboxes().limits();
        this.faults = new FaultPlayer(state.mailboxes().faults());
        this.errors = errors;
        this.recorder = new RequestRecorder(state.mailboxes().requests(), state.clock());
        this.latency = latency;
    }

    /** What an application that was let in does to a mailbox. */
    private interface Action {
        GraphAnswer perform(GraphRequest request) throws Refused;
    }

    void mount(Router router) {
        router.route("/v1.0/*").handler(this::identify).failureHandler(this::failed);
        router.route("/v1.0/*")
                .handler(BodyHandler.create(false).setBodyLimit(GraphError.MAX_REQUEST_BYTES))
                .failureHandler(this::failed);
        router.post("/v1.0/$batch").handler(this::batch);
        for (String path : List.of("", "/sendMail", "/messages*", "/mailFolders*")) {
            router.route("/v1.0/me" + path).handler(this::me);
        }
        router.get(USER).handler(this::user);
        router.post(USER + "/sendMail").handler(mailbox(Operation.SEND_MAIL, SENDING, sending::sendMail));
        router.post(USER + "/translateExchangeIds")
                .handler(mailbox(Operation.FIND, BASIC, users::translateExchangeIds));
        router.get(USER + "/mailFolders").handler(mailbox(Operation.FIND, BASIC, folders::list));
        router.get(USER + "/mailFolders/:folder").handler(mailbox(Operation.FIND, BASIC, folders::read));
        router.get(USER + "/messages")
                .handler(mailbox(Operation.FIND, BASIC, request -> messages.list(request, Optional.empty())));
        router.get(USER + "/mailFolders/:folder/messages")
                .handler(mailbox(
                        Operation.FIND,
                        BASIC,
                        request -> messages.list(
                                request, Optional.of(request.http().pathParam("folder")))));
        router.post(USER + "/messages").handler(mailbox(Operation.CREATE, WRITING, messages::create));
        router.post(USER + "/mailFolders/:folder/messages")
                .handler(mailbox(Operation.CREATE, WRITING, messages::createInFolder));
        message(router, USER + "/messages/:message");
        message(router, USER + "/mailFolders/:folder/messages/:message");
        router.route("/v1.0/*").handler(this::unknown);
    }

    /** What is done to one message, whichever way its path leads to it. */
    private void message(Router router, String message) {
        String attachments = message + "/attachments";
        String attachment = attachments + "/:attachment";
        router.get(message).handler(mailbox(Operation.READ, BASIC, messages::read));
        router.patch(message).handler(mailbox(Operation.UPDATE, WRITING, messages::update));
        router.delete(message).handler(mailbox(Operation.DELETE, WRITING, messages::delete));
        router.post(message + "/send").handler(mailbox(Operation.SEND, SENDING, sending::send));
        router.get(attachments).handler(mailbox(Operation.READ, READING, messages::attachments));
        router.post(attachments).handler(mailbox(Operation.ATTACH, WRITING, messages::attach));
        router.post(attachments + "/createUploadSession")
                .handler(mailbox(
                        Operation.CREATE_SESSION,
                        WRITING,
                        request -> messages.createUploadSession(request, UploadRoutes.address(request.http()))));
        router.get(attachment).handler(mailbox(Operation.READ, READING, messages::attachment));
        router.get(attachment + "/$value").handler(mailbox(Operation.READ, READING, messages::attachmentContent));
        router.delete(attachment).handler(mailbox(Operation.DELETE, WRITING, messages::detach));
        for (ResponseService.Kind kind : ResponseService.Kind.values()) {
            router.post(message + "/" + kind.operation())
                    .handler(mailbox(Operation.RESPOND, SENDING, request -> sending.respond(request, kind)));
            router.post(message + "/" + kind.draftOperation())
                    .handler(mailbox(Operation.CREATE, WRITING, request -> messages.createResponse(request, kind)));
        }
    }

    /** Lets a request to a mailbox in and has it carried out. */
    private Handler<RoutingContext> mailbox(Operation operation, List<String> anyOf, Action action) {
        return http -> {
            GraphRequest request;
            try {
                request = admitted(http, anyOf);
            } catch (Refused refused) {
                refuse(http, refused);
                return;
            }
            enter(request, () -> faults.play(operation, request.mailbox(), http, new MailboxStage(request, action)));
        };
    }

    private void batch(RoutingContext http) {
        try {
            app(http);
            batches.perform(http)
                    .onSuccess(answer -> FaultPlayer.write(http.response(), answer))
                    .onFailure(http::fail);
        } catch (Refused refused) {
            refuse(http, refused);
        }
    }

    private void me(RoutingContext http) {
        try {
            app(http);
            throw new Refused(GraphError.notDelegated());
        } catch (Refused refused) {
            refuse(http, refused);
        }
    }

    private void user(RoutingContext http) {
        try {
            FaultPlayer.write(http.response(), users.user(app(http), http.pathParam("user")));
        } catch (Refused refused) {
            refuse(http, refused);
        }
    }

    private GraphRequest admitted(RoutingContext http, List<String> anyOf) throws Refused {
        ServicePrincipal app = app(http);
        MailboxGate.Passage passage = gate.pass(app, anyOf, http.pathParam("user"));
        if (passage instanceof MailboxGate.Passage.Open open) {
            boolean basic = anyOf.equals(BASIC)
                    && gate.pass(app, READING, http.pathParam("user")) instanceof MailboxGate.Passage.Closed;
            return new GraphRequest(http, app, ids(http), open.mailbox(), basic);
        }
        throw new Refused(((MailboxGate.Passage.Closed) passage).error());
    }

    private void enter(GraphRequest request, Runnable work) {
        String clientId = request.app().clientId();
        String mailbox = request.mailbox();
        if (!limits.enter(clientId, mailbox)) {
            request.http().response().putHeader("Retry-After", "1");
            refuse(request.http(), new Refused(GraphError.tooManyConcurrent()));
            return;
        }
        request.http().addEndHandler(ended -> limits.leave(clientId, mailbox));
        if (latency.isZero()) {
            work.run();
        } else {
            request.http().vertx().setTimer(latency.toMillis(), timer -> work.run());
        }
    }

    /** A request to a mailbox, let in. */
    private final class MailboxStage implements FaultPlayer.Stage {

        private final GraphRequest request;
        private final Action action;

        private MailboxStage(GraphRequest request, Action action) {
            this.request = request;
            this.action = action;
        }

        @Override
        public GraphAnswer perform() {
            try {
                return action.perform(request);
            } catch (Refused refused) {
                return refusal(request, refused);
            } catch (RuntimeException e) {
                LOG.error("A request to {} failed", request.http().normalizedPath(), e);
                return refusal(request, new Refused(GraphError.internal()));
            }
        }

        @Override
        public GraphAnswer hiding(Duration length) {
            return state.mailboxes().items().hiding(length, this::perform);
        }

        @Override
        public GraphAnswer withoutToken() {
            state.directory().revokeTokens(request.app().clientId());
            try {
                app(request.http());
                return perform();
            } catch (Refused refused) {
                return refusal(request, refused);
            }
        }
    }

    private void identify(RoutingContext http) {
        RequestIds ids = RequestIds.forRequest(http.request().getHeader("client-request-id"));
        http.put(IDS, ids);
        errors.begin(http.response(), ids);
        recorder.record(http, ids, http.normalizedPath());
        http.next();
    }

    private ServicePrincipal app(RoutingContext http) throws Refused {
        String token = bearer(http).orElseThrow(() -> new Refused(GraphError.tokenMissing()));
        TokenCheck check = tokens.check(token);
        if (check instanceof TokenCheck.Valid valid) {
            RequestRecorder.app(http, valid.principal().displayName());
            return valid.principal();
        }
        if (check instanceof TokenCheck.Challenged challenged) {
            throw new Refused(GraphError.tokenRevoked(), Optional.of(challenged.claims()));
        }
        throw new Refused(GraphError.tokenInvalid(((TokenCheck.Invalid) check).message()));
    }

    private static Optional<String> bearer(RoutingContext http) {
        return Optional.ofNullable(http.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim())
                .filter(token -> !token.isEmpty());
    }

    private void unknown(RoutingContext http) {
        String resource = http.normalizedPath().replaceFirst("^/v1.0/?", "");
        refuse(http, new Refused(GraphError.noSuchResource(resource)));
    }

    private void failed(RoutingContext http) {
        if (http.statusCode() == 413) {
            refuse(http, new Refused(GraphError.requestTooLarge()));
        } else if (http.failure() instanceof HttpClosedException) {
            LOG.debug("The client of a request to {} has gone", http.normalizedPath());
        } else {
            LOG.error("A request to {} failed", http.normalizedPath(), http.failure());
            refuse(http, new Refused(GraphError.internal()));
        }
    }

    private void refuse(RoutingContext http, Refused refused) {
        RequestRecorder.error(http, refused.error().code());
        errors.answer(http.response(), ids(http), refused);
    }

    private GraphAnswer refusal(GraphRequest request, Refused refused) {
        RequestRecorder.error(request.http(), refused.error().code());
        return errors.answer(request.ids(), refused);
    }

    private static RequestIds ids(RoutingContext http) {
        return http.get(IDS);
    }
}
