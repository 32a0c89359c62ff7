package io.github.camelgraphmail.sandbox.wire;

import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.Mailbox;
import io.github.camelgraphmail.sandbox.core.RequestIds;
import io.github.camelgraphmail.sandbox.core.ServicePrincipal;
import io.github.camelgraphmail.sandbox.graph.GraphError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A request to a mailbox that an application was let in for.
 *
 * @param app who makes it
 * @param user whose mailbox it is about
 * @param basic whether the application may not see what messages say, but that there are some
 */
record GraphRequest(RoutingContext http, ServicePrincipal app, RequestIds ids, Mailbox user, boolean basic) {

    private static final String IMMUTABLE = "idtype=\"immutableid\"";

    /** The address of the mailbox. */
    String mailbox() {
        return user.address();
    }

    /** Notes which message the request is about, for whoever looks at the requests behind a mail. */
    void concerns(MailItem item) {
        RequestRecorder.trace(http, item.immutableId());
    }

    /** The id of the message that the path names. */
    String message() {
        return http.pathParam("message");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(http.request().getParam(name));
    }

    /** Whether the client wants ids that stay when a message moves. */
    boolean wantsImmutableIds() {
        return http.request().headers().getAll("Prefer").stream()
                .anyMatch(preference ->
                        preference.replace(" ", "").toLowerCase(Locale.ROOT).contains(IMMUTABLE));
    }

    String body() {
        return Optional.ofNullable(http.body().asString(StandardCharsets.UTF_8.name()))
                .orElse("");
    }

    boolean isMime() throws Refused {
        String contentType = Optional.ofNullable(http.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (contentType.startsWith("text/plain")) {
            return true;
        }
        if (contentType.startsWith("application/json") || body().isEmpty()) {
            return false;
        }
        throw new Refused(GraphError.unsupportedContentType(contentType));
    }

    MailSource.Mime mime() throws Refused {
        try {
            return new MailSource.Mime(Base64.getMimeDecoder().decode(body()));
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(GraphError.mimeNotBase64());
        }
    }
}
