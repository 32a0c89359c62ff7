package io.github.camelgraphmail.scope;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a server can be reached in the way in which mails reach it: through the same proxy, with the same TLS settings.
 *
 * @param address what was asked for
 * @param status of the answer, whatever it says; 0 for none
 * @param connected whether a connection came about, through the proxy if there is one; otherwise nothing was sent
 * @param failure why there was no answer; its class tells: {@link java.net.UnknownHostException},
 *     {@link javax.net.ssl.SSLException}, {@link java.net.ConnectException} and so on
 */
public record Reach(URI address, int status, boolean connected, Optional<Exception> failure) {

    public Reach {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(failure, "failure");
    }
}
