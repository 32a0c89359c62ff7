package io.github.camelgraphmail.sandbox.entra;

import java.time.Instant;

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

    static EntraError secretExpired(String clientId) {
        return new EntraError(
                401,
                "invalid_client",
                7000222,
                "The provided client secret keys for app '" + clientId
                        + "' are expired. Visit the Azure portal to create new"
                        + " keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for"
                        + " added security: https://aka.ms/certCreds.");
    }

    static EntraError certificateNotRegistered(String thumbprint) {
        return new EntraError(
                401,
                "invalid_client",
                700027,
                "The certificate with identifier used to sign the client assertion is not registered on application."
                        + " [Reason - The key was not found., Thumbprint of key used by client: '" + thumbprint + "']");
    }

    static EntraError certificateExpired() {
        return new EntraError(
                401,
                "invalid_client",
                700027,
                "Client assertion contains an invalid signature. [Reason - The key used is expired.]");
    }

    static EntraError assertionSignature() {
        return new EntraError(
                401,
                "invalid_client",
                700027,
                "Client assertion contains an invalid signature. [Reason - The signature does not match.]");
    }

    static EntraError assertionSubject() {
        return new EntraError(401, "invalid_client", 50048, "Subject mismatches Issuer claim in the client assertion.");
    }

    static EntraError assertionAudience() {
        return new EntraError(
                401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.");
    }

    static EntraError assertionTime(Instant now) {
        return new EntraError(
                401,
                "invalid_client",
                700024,
                "Client assertion is not within its valid time range. Current time: " + now + ".");
    }

    static EntraError assertionMalformed(String reason) {
        return new EntraError(401, "invalid_client", 50027, "JWT token is invalid or malformed. " + reason);
    }

    /** @param code 700211 for the issuer, 700212 for the audience, 700213 for the subject */
    static EntraError noFederatedCredential(int code, String what, String value) {
        return new EntraError(
                401,
                "invalid_client",
                code,
                "No matching federated identity record found for presented assertion " + what + " '" + value + "'."
                        + " Check your federated identity credential Subject, Audience and Issuer against the presented"
                        + " assertion.");
    }
}
