package io.github.camelgraphmail.sandbox.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps other sites' pages away from this one. A site that makes its own name point to this machine is told by the Host header,
 * one that posts a form here by the Origin header and by the token, which stands in this page alone.
 */
final class PageGuard {

    static final String TOKEN_FIELD = "token";
    static final String TOKEN_HEADER = "X-Sandbox-Token";

    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Predicate<String> ownHost;
    private final String token;

    /** @param ownHost whether a name, without a port, is one that this machine goes by */
    PageGuard(Predicate<String> ownHost) {
        this.ownHost = ownHost;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** What a form has to send along, and nobody but this page knows. */
    String token() {
        return token;
    }

    /** Lets a request go on that this page, or somebody at this machine, has made. */
    void check(RoutingContext request) {
        Optional<String> refusal = refusal(request.request());
        if (refusal.isEmpty()) {
            request.next();
            return;
        }
        guarded(request.response(), "default-src 'none'")
                .setStatusCode(403)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(refusal.get() + "\n");
    }

    private Optional<String> refusal(HttpServerRequest request) {
        String authority = Optional.ofNullable(request.authority())
                .map(Object::toString)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        String host = authority.replaceFirst(":\\d+$", "");
        if (!ownHost.test(host)) {
            return Optional.of("This page answers to the name of its own machine, such as localhost, not to " + host
                    + ". Something may have led your browser here under another name.");
        }
        if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            return Optional.empty();
        }
        String origin = request.getHeader("Origin");
        boolean foreign = origin != null && !origin.equalsIgnoreCase(request.scheme() + "://" + authority);
        String site = request.getHeader("Sec-Fetch-Site");
        if (foreign || site != null && !site.equals("same-origin")) {
            return Optional.of("Another site has asked for this change. It was not made.");
        }
        return Optional.empty();
    }

    /** Lets a change go on that came with the token. It stands behind the handler of the body. */
    void checkToken(RoutingContext request) {
        String given = Optional.ofNullable(request.request().getHeader(TOKEN_HEADER))
                .or(() -> Optional.ofNullable(request.request().getFormAttribute(TOKEN_FIELD)))
                .orElse("");
        if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            request.next();
            return;
        }
        guarded(request.response(), "default-src 'none'")
                .setStatusCode(403)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("The page that asks for this change is from before the sandbox was started. Load it again.\n");
    }

    static HttpServerResponse page(HttpServerResponse response) {
        return guarded(response, PAGE_POLICY).putHeader("Content-Type", "text/html; charset=utf-8");
    }

    /** @param policy the Content-Security-Policy */
    static HttpServerResponse guarded(HttpServerResponse response, String policy) {
        return response.putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
    }
}
