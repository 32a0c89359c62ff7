package io.github.camelgraphmail.auth;

import java.net.URI;
import java.util.Set;

/** Reads the address of Entra or Graph from an option, and lets no secret go out over plain HTTP. */
public final class ServiceAddress {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private ServiceAddress() {}

    /**
     * @param option the option's name, for the error
     * @param address {@code https://host[:port]}; {@code http} for a loopback host alone
     * @return the address without a slash at its end
     * @throws IllegalArgumentException when it is none of that
     */
    public static URI parse(String option, String address) {
        URI uri = uri(option, address);
        if (uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || !uri.getPath().isEmpty()) {
            throw new IllegalArgumentException(
                    option + ": '" + address + "' is no address such as https://host[:port], without a path");
        }
        if (!mayCarrySecrets(uri)) {
            throw new IllegalArgumentException(option + ": '" + address
                    + "' would carry secrets and mails unprotected. Use https; http is for localhost alone");
        }
        return uri;
    }

    /** Whether what is sent to the address is protected, or does not leave this machine. */
    public static boolean mayCarrySecrets(URI address) {
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    private static URI uri(String option, String address) {
        try {
            return URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + ": '" + address + "' is no address such as https://host[:port]", e);
        }
    }
}
