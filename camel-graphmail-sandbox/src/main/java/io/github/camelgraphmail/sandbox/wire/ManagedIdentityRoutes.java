package io.github.camelgraphmail.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.entra.ManagedIdentityTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a machine in Azure asks for its managed identity's token: the instance metadata service of virtual machines, the
 * endpoint of App Service, and the agent of Azure Arc.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">How to use
 *     managed identities on an Azure VM to acquire an access token</a>
 */
final class ManagedIdentityRoutes {

    private static final String METADATA = "/metadata/identity/oauth2/token";
    private static final String APP_SERVICE = "/msi/token";
    private static final String ARC_VERSION = "2020-06-01";
    private static final String BASIC = "Basic ";

    /** MSAL for Java reads Arc's keys from nowhere else. */
    private static final Path ARC_DIRECTORY = System.getProperty("os.name").startsWith("Windows")
            ? Path.of(System.getenv("ProgramData"), "AzureConnectedMachineAgent", "Tokens")
            : Path.of("/var/opt/azcmagent/tokens");

    private final ManagedIdentityTokens tokens;
    private final Clock clock;
    private final String identityHeader = UUID.randomUUID().toString();
    private final ArcKeys arcKeys = new ArcKeys(ARC_DIRECTORY);

    ManagedIdentityRoutes(ManagedIdentityTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(METADATA).blockingHandler(this::metadata, false);
        router.get(APP_SERVICE).handler(this::appService);
    }

    /** The environment of a process on a virtual machine, in App Service, or on a machine with Arc. */
    Map<String, Map<String, String>> environments(SandboxUrls urls) {
        Map<String, Map<String, String>> environments = new LinkedHashMap<>();
        environments.put(
                "imds", Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", urls.http().toString()));
        environments.put(
                "app-service",
                Map.of("IDENTITY_ENDPOINT", urls.http() + APP_SERVICE, "IDENTITY_HEADER", identityHeader));
        environments.put(
                "arc",
                Map.of(
                        "IDENTITY_ENDPOINT",
                        urls.http() + METADATA,
                        "IMDS_ENDPOINT",
                        urls.http().toString()));
        return environments;
    }

    private void metadata(RoutingContext request) {
        if (!"true".equals(request.request().getHeader("Metadata"))) {
            refuse(request, 400, "invalid_request", "Required metadata header not specified");
        } else if (ARC_VERSION.equals(request.request().getParam("api-version"))) {
            arc(request);
        } else {
            answer(request);
        }
    }

    private void arc(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        try {
            if (authorization == null) {
                Path key = arcKeys.challenge();
                request.response().putHeader("WWW-Authenticate", "Basic realm=" + key);
                refuse(request, 401, "unauthorized", "Answer with the content of the file that the challenge names");
            } else if (authorization.startsWith(BASIC) && arcKeys.redeem(authorization.substring(BASIC.length()))) {
                answer(request);
            } else {
                refuse(request, 401, "unauthorized", "The key is not the one in the file that was named");
            }
        } catch (IOException e) {
            refuse(request, 500, "server_error", "The agent's directory can't be used: " + e.getMessage());
        }
    }

    private void appService(RoutingContext request) {
        if (identityHeader.equals(request.request().getHeader("X-IDENTITY-HEADER"))) {
            answer(request);
        } else {
            refuse(
                    request,
                    401,
                    "unauthorized",
                    "The header X-IDENTITY-HEADER is not the environment's IDENTITY_HEADER");
        }
    }

    private void answer(RoutingContext request) {
        String resource = request.request().getParam("resource");
        ManagedIdentityTokens.Reply reply =
                tokens.token(resource, Optional.ofNullable(request.request().getParam("client_id")));
        if (reply instanceof ManagedIdentityTokens.Reply.Refused refused) {
            refuse(request, 400, refused.error(), refused.description());
        } else if (reply instanceof ManagedIdentityTokens.Reply.Issued issued) {
            long expiry = clock.instant().getEpochSecond() + issued.token().expiresInSeconds();
            json(
                    request.response(),
                    object().put("access_token", issued.token().accessToken())
                            .put("expires_on", String.valueOf(expiry))
                            .put("resource", resource)
                            .put("token_type", "Bearer")
                            .put("client_id", issued.clientId()));
        }
    }

    private static void refuse(RoutingContext request, int status, String error, String description) {
        json(
                request.response().setStatusCode(status),
                object().put("error", error).put("error_description", description));
    }

    private static void json(HttpServerResponse response, ObjectNode body) {
        response.putHeader("Content-Type", "application/json; charset=utf-8").end(body.toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
