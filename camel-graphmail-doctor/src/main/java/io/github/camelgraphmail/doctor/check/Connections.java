package io.github.camelgraphmail.doctor.check;

import io.github.camelgraphmail.doctor.advice.Advisor;
import io.github.camelgraphmail.scope.Reach;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.util.ObjectHelper;

/** Says whether a server can be reached, and where it fails: name, connection or TLS. */
final class Connections {

    private final Advisor advisor;

    Connections(Advisor advisor) {
        this.advisor = advisor;
    }

    CheckResult judge(Check check, Reach reach) {
        URI address = reach.address();
        if (reach.failure().isEmpty()) {
            String tls = "https".equals(address.getScheme()) ? " over TLS" : " without TLS";
            return CheckResult.of(check, Status.OK, address + " answered" + tls + ".")
                    .answered(reach.status(), "");
        }
        return failed(check, reach, reach.failure().get());
    }

    private CheckResult failed(Check check, Reach reach, Exception failure) {
        URI address = reach.address();
        Optional<UnknownHostException> unknownHost = causeOf(failure, UnknownHostException.class);
        if (unknownHost.isPresent()) {
            // The rest of it is the operating system's way to say so.
            String name = unknownHost.get().getMessage().replaceFirst(":.*", "");
            return CheckResult.of(
                            check,
                            Status.PROBLEM,
                            "No connection to " + address + ": the name " + name + " could not be looked up.")
                    .advised(advisor.lookUp(address));
        }
        if (causeOf(failure, SSLException.class).isPresent()) {
            return CheckResult.of(
                            check,
                            Status.PROBLEM,
                            "No connection to " + address + ": TLS could not be agreed on (" + root(failure) + ").")
                    .advised(advisor.trust(address));
        }
        if (!reach.connected()) {
            return CheckResult.of(check, Status.PROBLEM, "No connection to " + address + " (" + root(failure) + ").")
                    .advised(advisor.connect(address));
        }
        return CheckResult.of(check, Status.UNKNOWN, "No answer came from " + address + " (" + root(failure) + ").")
                .advised(advisor.connect(address));
    }

    /** What it began with, without what the HTTP client and TLS say around it. */
    private static String root(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.replaceFirst("^Connect to .* failed: ", "");
    }

    private static <E extends Exception> Optional<E> causeOf(Exception failure, Class<E> kind) {
        return Optional.ofNullable(ObjectHelper.getException(kind, failure));
    }
}
