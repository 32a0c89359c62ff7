package io.github.camelgraphmail.sandbox.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where accepted mails go on to: an SMTP server without sign-in, such as Mailpit. */
public record SmtpServer(String host, int port) {

    private static final Pattern ADDRESS = Pattern.compile("(?<host>\\[[0-9a-fA-F:]+]|[\\w.-]+):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    public SmtpServer {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(host + ":" + port + " has no port from 1 to " + LAST_PORT);
        }
    }

    /**
     * @param address such as {@code localhost:1025}
     * @throws IllegalArgumentException when it is none
     */
    public static SmtpServer parse(String address) {
        Matcher matcher = ADDRESS.matcher(address.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(address + " is no address of an SMTP server, such as localhost:1025");
        }
        return new SmtpServer(matcher.group("host"), Integer.parseInt(matcher.group("port")));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
