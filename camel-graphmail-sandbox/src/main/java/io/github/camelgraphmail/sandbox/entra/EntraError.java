package io.github.camelgraphmail.sandbox.entra;

/**
 * A refusal of the token endpoint.
 *
 * @param status the HTTP status
 * @param error the OAuth 2.0 error, such as {@code invalid_client}
 * @param code the number after {@code AADSTS}
 * @param description what follows it
 */
public record EntraError(int status, String error, int code, String description) implements TokenReply {

    static EntraError tenantNotFound(String tenant) {
        return new EntraError(
                400,
                "invalid_request",
                90002,
                "Tenant '" + tenant
                        + "' not found. Check to make sure you have the correct tenant ID and are signing into"
                        + " the correct cloud. Check with your subscription administrator, this may happen if there are no"
                        + " active subscriptions for the tenant.");
    }

    static EntraError missingParameter(String parameter) {
        return new EntraError(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '" + parameter + "'.");
    }

    static EntraError unsupportedGrant(String grantType) {
        return new EntraError(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type '" + grantType + "'.");
    }

    static EntraError scopeNotValid(String scope) {
        return new EntraError(
                400,
                "invalid_scope",
                1002012,
                "The provided value for scope " + scope
                        + " is not valid. Client credential flows must have a scope value"
                        + " with /.default suffixed to the resource identifier (application ID URI).");
    }

    static EntraError resourceNotFound(String resource, String tenant) {
        return new EntraError(
                400,
                "invalid_resource",
                500011,
                "The resource principal named " + resource + " was not found in the tenant named " + tenant + ".");
    }

    static EntraError applicationNotFound(String clientId, String tenant) {
        return new EntraError(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenant
                        + "'. This can happen if the application has not been installed by the administrator of the tenant"
                        + " or consented to by any user in the tenant. You may have sent your authentication request to"
                        + " the wrong tenant.");
    }

    static EntraError credentialMissing() {
        return new EntraError(
                401,
                "invalid_client",
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    }

    static EntraError secretInvalid(String clientId) {
        return new EntraError(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                        + " not the client secret ID, for a secret added to app '" + clientId + "'.");
    }
}
