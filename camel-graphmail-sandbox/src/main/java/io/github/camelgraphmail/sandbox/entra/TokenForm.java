package io.github.camelgraphmail.sandbox.entra;

/**
 * The form fields of a token request that matter here; null where the field was left out.
 * Clients add others ({@code client_info}, telemetry), which Entra ignores too.
 *
 * @param claims the claims that the client asks for or passes on from a challenge, as JSON
 */
public record TokenForm(
        String grantType, String scope, String clientId, PresentedCredential credential, String claims) {}
