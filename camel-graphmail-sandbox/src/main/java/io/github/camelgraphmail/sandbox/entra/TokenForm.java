package io.github.camelgraphmail.sandbox.entra;

/**
 * The form fields of a token request that matter here; null where the field was left out.
 * Clients add others ({@code client_info}, telemetry), which Entra ignores too.
 */
public record TokenForm(String grantType, String scope, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "TokenForm[" + grantType + ", " + scope + ", " + clientId + "]";
    }
}
