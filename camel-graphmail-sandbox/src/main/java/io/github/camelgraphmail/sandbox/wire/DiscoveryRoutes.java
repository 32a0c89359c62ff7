package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.entra.AccessTokens;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Where clients ask what Entra is like before they sign in: instance discovery, OpenID configuration, and the keys that tokens
 * are signed with.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc">OpenID Connect on the Microsoft identity
 *     platform</a>
 */
final class DiscoveryRoutes {

    private static final Set<String> ANY_TENANT = Set.of("common", "organizations");

    private final Tenant tenant;
    private final AccessTokens tokens;

    DiscoveryRoutes(Tenant tenant, AccessTokens tokens) {
        this.tenant = tenant;
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.get("/common/discovery/instance").handler(this::instance);
        router.get("/:tenant/.well-known/openid-configuration").handler(request -> configuration(request, ""));
        router.get("/:tenant/v2.0/.well-known/openid-configuration")
                .handler(request -> configuration(request, "/v2.0"));
        router.get("/:tenant/discovery/keys").handler(this::keys);
        router.get("/:tenant/discovery/v2.0/keys").handler(this::keys);
    }

    private void instance(RoutingContext request) {
        String host = request.request().authority().toString();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "tenant_discovery_endpoint",
                        root(request.request()) + "/" + tenant.id() + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        ObjectNode metadata = body.putArray("metadata")
                .addObject()
                .put("preferred_network", host)
                .put("preferred_cache", host);
        metadata.putArray("aliases").add(host);
        json(request, body);
    }

    private void configuration(RoutingContext request, String version) {
        String name = request.pathParam("tenant");
        if (!ANY_TENANT.contains(name) && !tenant.isNamed(name)) {
            request.response().setStatusCode(400);
            json(
                    request,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", "invalid_tenant")
                            .put("error_description", "AADSTS90002: Tenant '" + name + "' not found."));
            return;
        }
        String root = root(request.request()) + "/" + name;
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("token_endpoint", root + "/oauth2/v2.0/token")
                .put("jwks_uri", root + "/discovery/v2.0/keys")
                .put(
                        "issuer",
                        version.isEmpty()
                                ? "https://sts.windows.net/" + tenant.id() + "/"
                                : "https://login.microsoftonline.com/" + tenant.id() + "/v2.0")
                .put("authorization_endpoint", root + "/oauth2/v2.0/authorize")
                .put("msgraph_host", request.request().authority().toString());
        body.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt")
                .add("client_secret_basic");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        body.putArray("subject_types_supported").add("pairwise");
        body.putArray("response_types_supported").add("token");
        json(request, body);
    }

    private void keys(RoutingContext request) {
        request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(tokens.publicKeys());
    }

    private static String root(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }

    private static void json(RoutingContext request, ObjectNode body) {
        request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body.toString());
    }
}
