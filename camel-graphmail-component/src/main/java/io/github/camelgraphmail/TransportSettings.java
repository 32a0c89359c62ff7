package io.github.camelgraphmail;

import io.github.camelgraphmail.http.ProxyServer;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.support.jsse.SSLContextParameters;

/** How connections are made; endpoints with equal settings share them. */
record TransportSettings(Optional<SSLContextParameters> tls, Optional<ProxyServer> proxy, Duration connectTimeout) {

    /** There are few, and a record's own takes long to set up. */
    @Override
    public int hashCode() {
        return connectTimeout.hashCode();
    }

    /** For what is on this machine itself: neither a proxy nor TLS settings of somebody else's. */
    TransportSettings local() {
        return new TransportSettings(Optional.empty(), Optional.empty(), connectTimeout);
    }
}
