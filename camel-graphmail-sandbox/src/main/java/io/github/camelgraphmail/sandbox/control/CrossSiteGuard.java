package io.github.camelgraphmail.sandbox.control;

import io.github.camelgraphmail.sandbox.listen.ListenAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of others away from what only this machine's user is to do. A browser says where a request comes from, and
 * asks first before it sends JSON to another site; a name that was made to lead to this machine shows in the host.
 */
final class CrossSiteGuard {

    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ListenAddress listen;

    CrossSiteGuard(ListenAddress listen) {
        this.listen = listen;
    }

    /** A refusal of a request. */
    record Refusal(int status, String message) {}

    /** Why a request is not let in; empty when it is. */
    Optional<Refusal> refusal(HttpServerRequest request) {
        String host = Optional.ofNullable(request.getHeader("Host"))
                .orElseGet(() -> String.valueOf(request.authority()))
                .toLowerCase(Locale.ROOT);
        if (!listen.isNamed(PORT.matcher(host).replaceFirst(""))) {
            return Optional.of(new Refusal(
                    403,
                    "Host: " + host + " is not this machine; use "
                            + (listen.isLoopback() ? "localhost" : "its address, or start it with that as its host")));
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isFrom(origin, host)) {
            return Optional.of(new Refusal(403, "Origin: " + origin + " is another site"));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            return Optional.of(new Refusal(403, "Sec-Fetch-Site: " + site + " is another site"));
        }
        String contentType =
                Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (WITH_BODY.contains(request.method()) && !contentType.startsWith("application/json")) {
            return Optional.of(new Refusal(415, "Content-Type: it has to be application/json"));
        }
        return Optional.empty();
    }

    private static boolean isFrom(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
