package io.github.camelgraphmail.http;

import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP proxy that all connections go through; to an https address by a tunnel (CONNECT).
 *
 * @param login with which it lets the application through, by the Basic or Digest scheme; empty for none
 */
public record ProxyServer(String host, int port, Optional<Login> login) {

    public ProxyServer {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(login, "login");
    }

    /** User name and password. */
    public record Login(String username, String password) {

        public Login {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return username;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
