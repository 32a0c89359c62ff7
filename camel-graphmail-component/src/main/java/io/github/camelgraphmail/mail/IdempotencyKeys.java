package io.github.camelgraphmail.mail;

import io.github.camelgraphmail.GraphMailConstants;
import io.github.camelgraphmail.InvalidMailException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** Finds out an exchange's idempotency key: its header, or what the option makes of it. Safe for use by many threads. */
public final class IdempotencyKeys {

    private static final String OPTION = "idempotencyKey";

    private final Optional<Expression> option;

    /** @param option ready for use; empty where it is not set */
    public IdempotencyKeys(Optional<Expression> option) {
        this.option = option;
    }

    /**
     * The key, empty when none is asked for.
     *
     * @throws InvalidMailException when one is asked for and there is nothing in it: such mails would all be the same
     */
    public Optional<IdempotencyKey> key(Exchange exchange) {
        return new GraphMailHeaders(exchange.getMessage().getHeaders())
                .header(GraphMailConstants.IDEMPOTENCY_KEY)
                .or(() -> option.map(expression -> evaluated(expression, exchange)))
                .map(IdempotencyKeys::key);
    }

    private static MailField evaluated(Expression option, Exchange exchange) {
        String text = option.evaluate(exchange, String.class);
        return new MailField(OPTION, text == null ? "" : text);
    }

    private static IdempotencyKey key(MailField field) {
        String text = field.text();
        if (text.isBlank()) {
            throw field.invalid(
                    "is empty for this exchange, and mails with an empty key would all be the same one.",
                    "Give it something that differs from mail to mail and stays when the mail is sent again, such as"
                            + " ${header.orderId}; or leave the option out.");
        }
        return new IdempotencyKey(text);
    }
}
