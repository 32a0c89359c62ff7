package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Delivered;
import io.github.camelgraphmail.delivery.DeliveryPlanner;
import io.github.camelgraphmail.delivery.MailDelivery;
import io.github.camelgraphmail.http.Failures;
import io.github.camelgraphmail.mail.IdempotencyKeys;
import io.github.camelgraphmail.mail.MailComposer;
import io.github.camelgraphmail.mail.OutgoingMail;
import io.github.camelgraphmail.policy.MailPolicy;
import io.github.camelgraphmail.scope.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an exchange through the steps of a mail: compose, permit and plan on the caller's thread, delivery without any,
 * and on into the route on a thread of the component's.
 */
public class GraphMailProducer extends DefaultAsyncProducer {

    private static final Logger LOG = LoggerFactory.getLogger(GraphMailProducer.class);

    private final MailComposer composer;
    private final MailPolicy policy;
    private final DeliveryPlanner planner;
    private final IdempotencyKeys keys;
    private final EndpointSettings settings;
    private final GraphMailComponent component;

    // All are there while the producer is started.
    private SignIns.Use signIn;
    private MailDelivery delivery;
    private Executor completions;

    /** Give up the mailboxes that are watched. */
    private final List<Runnable> watched = new ArrayList<>();

    GraphMailProducer(GraphMailEndpoint endpoint, EndpointSettings settings, GraphMailComponent component) {
        super(endpoint);
        this.planner = new DeliveryPlanner(settings.deliveryMode());
        this.composer = new MailComposer(settings.mail(), settings.camelMail(), planner.maxAttachmentBytes());
        this.policy = settings.policy();
        this.keys = new IdempotencyKeys(settings.idempotencyKey().map(key -> simple(endpoint, key)));
        this.settings = settings;
        this.component = component;
    }

    private static Expression simple(GraphMailEndpoint endpoint, String text) {
        Expression expression =
                endpoint.getCamelContext().resolveLanguage("simple").createExpression(text);
        expression.init(endpoint.getCamelContext());
        return expression;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Asked for anew: a context that was stopped and started again has others.
        GraphMailServices services = component.services();
        completions = services.completions();
        signIn = services.signIn(settings);
        delivery = services.delivery(settings, signIn.signIn());
        ((GraphMailEndpoint) getEndpoint()).signsIn(signIn.signIn());
        watchScope(services);
    }

    /** Where there is a mailbox that must be blocked, the app has a scope, and the sender should be in it. */
    private void watchScope(GraphMailServices services) {
        for (String forbidden : settings.policy().forbidden()) {
            watched.add(services.watch(settings, signIn.signIn(), forbidden, Access.BLOCKED));
        }
        if (!settings.policy().forbidden().isEmpty()) {
            watched.add(
                    services.watch(settings, signIn.signIn(), settings.mail().sender(), Access.ALLOWED));
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        watched.forEach(Runnable::run);
        watched.clear();
        if (signIn != null) {
            signIn.close();
            signIn = null;
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        long begun = component.counters().begin();
        CompletionStage<Delivered> delivering;
        try {
            delivering = deliver(exchange);
        } catch (RuntimeException e) {
            component.counters().failed(e, begun);
            exchange.setException(e);
            log(exchange, e);
            callback.done(true);
            return true;
        }
        delivering.whenCompleteAsync(
                (delivered, failure) -> {
                    // The result has to stand on the exchange before the route goes on with it.
                    if (failure == null) {
                        component.counters().delivered(delivered.kind(), begun);
                        report(delivered, exchange.getMessage());
                        log(exchange, delivered);
                    } else {
                        Throwable cause = Failures.unwrapped(failure);
                        component.counters().failed(cause, begun);
                        exchange.setException(cause);
                        log(exchange, cause);
                    }
                    goOn(callback);
                },
                completions);
        return false;
    }

    private static void log(Exchange exchange, Delivered delivered) {
        // An exchange makes its id when it is asked for it.
        if (!LOG.isDebugEnabled()) {
            return;
        }
        LOG.atDebug()
                .addKeyValue("exchange-id", exchange.getExchangeId())
                .addKeyValue("delivery", delivered.kind().headerValue())
                .addKeyValue("client-request-id", delivered.clientRequestId())
                .addKeyValue("request-id", delivered.requestId())
                .log(
                        "The mail of exchange {} is done: {} (client-request-id {}, request-id {})",
                        exchange.getExchangeId(),
                        delivered.kind().headerValue(),
                        delivered.clientRequestId(),
                        delivered.requestId());
    }

    /** Not what the exception says, where addresses may stand: whoever handles it logs that. */
    private static void log(Exchange exchange, Throwable failure) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        String type = failure.getClass().getSimpleName();
        FailureDetails details =
                failure instanceof GraphMailException described ? described.getDetails() : FailureDetails.NONE;
        LOG.atDebug()
                .addKeyValue("exchange-id", exchange.getExchangeId())
                .addKeyValue("exception", type)
                .addKeyValue("client-request-id", details.clientRequestId())
                .addKeyValue("request-id", details.requestId())
                .log(
                        "The mail of exchange {} has failed: {}, HTTP status {}, code {} (client-request-id {},"
                                + " request-id {})",
                        exchange.getExchangeId(),
                        type,
                        details.httpStatus(),
                        details.errorCode(),
                        details.clientRequestId(),
                        details.requestId());
    }

    private static void goOn(AsyncCallback callback) {
        try {
            callback.done(false);
        } catch (RuntimeException e) {
            // Nobody else would hear of it.
            LOG.error("The route has failed to go on after a mail", e);
        }
    }

    private CompletionStage<Delivered> deliver(Exchange exchange) {
        OutgoingMail mail = policy.permit(composer.compose(exchange));
        return delivery.deliver(planner.plan(mail, keys.key(exchange)));
    }

    private static void report(Delivered delivered, Message message) {
        message.setHeader(GraphMailConstants.DELIVERY, delivered.kind().headerValue());
        delivered.draft().ifPresent(draft -> {
            message.setHeader(GraphMailConstants.MESSAGE_ID, draft.id());
            message.setHeader(GraphMailConstants.INTERNET_MESSAGE_ID, draft.internetMessageId());
        });
        report(message, GraphMailConstants.CLIENT_REQUEST_ID, delivered.clientRequestId());
        report(message, GraphMailConstants.REQUEST_ID, delivered.requestId());
    }

    /** What there is not is not left over from another mail either. */
    private static void report(Message message, String header, String value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
