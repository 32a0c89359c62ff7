package io.github.camelgraphmail.auth;

import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.http.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns MSAL4J's failures into the two kinds there are: Entra says no, or Entra can't say. */
final class EntraFailures {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Identity.App identity;

    EntraFailures(Identity.App identity) {
        this.identity = identity;
    }

    /** A {@link GraphAuthenticationException} or an {@link EntraUnavailableException}. */
    Exception describe(Throwable failure) {
        Throwable cause = Failures.unwrapped(failure);
        if (cause instanceof MsalServiceException refusal && refusal.statusCode() != null) {
            return describe(refusal);
        }
        if (Failures.causeOf(cause, IOException.class).isPresent()) {
            IOException io = Failures.causeOf(cause, IOException.class).get();
            return new EntraUnavailableException(
                    "Entra could not be reached at " + identity.authorityHost() + " (" + io.getMessage() + ").",
                    null,
                    io);
        }
        if (cause instanceof MsalException) {
            return new EntraUnavailableException(
                    "Entra's answer from " + identity.authorityHost() + " could not be read.", null, null);
        }
        return new GraphAuthenticationException(
                "Signing in as " + identity + " failed (" + cause + ").",
                "Check tenantId, clientId and the credential.",
                null,
                FailureDetails.NONE,
                cause);
    }

    /** For a success that has nothing to show for it. */
    EntraUnavailableException withoutToken() {
        return new EntraUnavailableException(
                "Entra's answer from " + identity.authorityHost() + " has no access token.", null, null);
    }

    private Exception describe(MsalServiceException refusal) {
        String code = EntraErrorCatalogue.code(refusal.getMessage()).orElse(null);
        int status = refusal.statusCode();
        if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR || EntraErrorCatalogue.isTransient(code)) {
            return new EntraUnavailableException(
                    "Entra at " + identity.authorityHost() + " answered " + status + " (" + refusal.errorCode() + ").",
                    retryAfter(refusal).orElse(null),
                    refusal);
        }
        return new GraphAuthenticationException(
                "Entra refused to sign in " + identity + ": " + firstSentence(refusal.getMessage()) + ".",
                EntraErrorCatalogue.hint(code),
                code,
                new FailureDetails(status, refusal.errorCode(), null, refusal.correlationId(), Effort.NONE),
                refusal);
    }

    /** Entra's description without the trace ids and advice that follow its first sentence. */
    private static String firstSentence(String description) {
        String text = description == null ? "no reason was given" : description.strip();
        int end = text.length();
        for (String separator : List.of(". ", "\r\n", "\n", " Trace ID:")) {
            int found = text.indexOf(separator);
            if (found >= 0) {
                end = Math.min(end, found);
            }
        }
        return text.substring(0, end);
    }

    private static Optional<Duration> retryAfter(MsalServiceException refusal) {
        Map<String, List<String>> headers = refusal.headers() == null ? Map.of() : refusal.headers();
        return headers.entrySet().stream()
                .filter(header -> "retry-after".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst();
    }
}
