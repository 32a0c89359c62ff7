package io.github.camelgraphmail.auth;

import io.github.camelgraphmail.Effort;
import io.github.camelgraphmail.FailureDetails;
import io.github.camelgraphmail.GraphAuthenticationException;
import io.github.camelgraphmail.http.Failures;
import java.io.IOException;
import java.util.Set;

/** Says why a managed identity got no token: the machine's endpoint says no, or can't be asked now. */
final class MachineFailures {

    /** What the endpoint answers while it is starting or overloaded. */
    private static final Set<Integer> TRANSIENT = Set.of(404, 408, 410, 429);

    private static final int SERVER_ERROR = 500;
    /** The status where there is no answer. */
    static final int NO_ANSWER = 0;

    private static final String HINT =
            "Check that this machine has the identity (in the Azure portal, the resource's Identity page), and option"
                    + " managedIdentityClientId for a user-assigned one.";

    private final Identity.Machine identity;

    MachineFailures(Identity.Machine identity) {
        this.identity = identity;
    }

    /** @param status of the endpoint's last answer, 0 when there was none */
    Exception describe(Throwable failure, int status) {
        Throwable cause = Failures.unwrapped(failure);
        if (status == NO_ANSWER && Failures.causeOf(cause, IOException.class).isPresent()) {
            IOException io = Failures.causeOf(cause, IOException.class).get();
            return new EntraUnavailableException(
                    "The managed identity endpoint of this machine could not be reached (" + io.getMessage()
                            + "). Is this a machine in Azure or one with Azure Arc?",
                    null,
                    io);
        }
        if (TRANSIENT.contains(status) || status >= SERVER_ERROR) {
            return new EntraUnavailableException(
                    "The managed identity endpoint of this machine answered " + status + ".", null, null);
        }
        // The cause is left out: MSAL4J quotes answers that it can't parse, and those may be tokens.
        return new GraphAuthenticationException(
                "This machine gives no token for " + identity + " ("
                        + (status == NO_ANSWER ? cause.getClass().getSimpleName() : "status " + status) + ").",
                HINT,
                EntraErrorCatalogue.code(cause.getMessage()).orElse(null),
                new FailureDetails(status, null, null, null, Effort.NONE),
                null);
    }
}
