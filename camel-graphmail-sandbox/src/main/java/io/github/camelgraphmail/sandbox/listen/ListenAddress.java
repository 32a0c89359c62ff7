package io.github.camelgraphmail.sandbox.listen;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address that a sandbox listens on: of this machine alone, or one that others can reach, which has to be asked for.
 * There are no accounts in a sandbox: whoever can reach it can read the mails, change who may do what, and sign in and send with
 * the secrets that are set.
 */
public final class ListenAddress {

    /** This machine alone, as {@code localhost} and {@code 127.0.0.1}. */
    public static final ListenAddress LOOPBACK = new ListenAddress("localhost");

    private static final String LOCALHOST = "localhost";
    private static final Set<String> ALL_INTERFACES = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final Set<String> IPV6_LOOPBACK = Set.of("::1", "0:0:0:0:0:0:0:1");
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private final String host;

    private ListenAddress(String host) {
        this.host = host;
    }

    /**
     * An address that nobody but this machine reaches.
     *
     * @param host {@code localhost} or a loopback address
     * @throws IllegalArgumentException when it is another
     */
    public static ListenAddress ofThisMachine(String host) {
        ListenAddress address = parsed(host);
        if (!address.isLoopback()) {
            throw new IllegalArgumentException("host: " + host
                    + " can be reached from other machines. Anybody who reaches it can read the mails here and send."
                    + " If that is wanted, say so with --allow-remote, allowRemote: true in a file, or"
                    + " ListenAddress.openToOthers; if not, take localhost");
        }
        return address;
    }

    /**
     * An address that others may reach.
     *
     * @param host a name or address of this machine, {@code 0.0.0.0} for all of them
     * @throws IllegalArgumentException when it can be neither
     */
    public static ListenAddress openToOthers(String host) {
        return parsed(host);
    }

    private static ListenAddress parsed(String host) {
        String plain = withoutBrackets(host.trim()).toLowerCase(Locale.ROOT);
        if (!isAddress(plain) && !(NAME.matcher(plain).matches() && !plain.matches("[0-9.]+"))) {
            throw new IllegalArgumentException(
                    "host: " + host + " is neither a name nor an address; take one such as localhost or 0.0.0.0");
        }
        return new ListenAddress(plain);
    }

    /** Whether no other machine can reach it. */
    public boolean isLoopback() {
        return host.equals(LOCALHOST) || IPV6_LOOPBACK.contains(host) || isAddress(host) && host.startsWith("127.");
    }

    /** What to bind to. The name localhost may stand for either version of IP, so that it is told which. */
    public String bindHost() {
        return host.equals(LOCALHOST) ? "127.0.0.1" : host;
    }

    /** The host in addresses that lead here from this machine. */
    public String urlHost() {
        if (ALL_INTERFACES.contains(host)) {
            return LOCALHOST;
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /**
     * Whether requests may name this host, for those that browsers must not be led into making: a name that
     * somebody else made to lead here is none of these. An address can't be made to.
     *
     * @param named from a request, without a port
     */
    public boolean isNamed(String named) {
        String plain = withoutBrackets(named).toLowerCase(Locale.ROOT);
        if (plain.equals(LOCALHOST) || plain.equals("127.0.0.1") || plain.equals("::1")) {
            return true;
        }
        return !isLoopback() && (isAddress(plain) || names().contains(plain)) || plain.equals(host);
    }

    /** The names and addresses that its certificate is for. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(LOCALHOST, "127.0.0.1", "::1"));
        if (ALL_INTERFACES.contains(host)) {
            names.addAll(namesOfThisMachine());
        } else {
            names.add(host);
        }
        return names;
    }

    private static List<String> namesOfThisMachine() {
        List<String> names = new ArrayList<>();
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException nameless) {
            names.add(LOCALHOST);
        }
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                    .forEach(names::add);
        } catch (SocketException e) {
            throw new IllegalStateException("host: the addresses of this machine can't be listed: " + e, e);
        }
        return names;
    }

    /** Whether a host is an address rather than a name. */
    public static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListenAddress address && address.host.equals(host);
    }

    @Override
    public int hashCode() {
        return host.hashCode();
    }

    @Override
    public String toString() {
        return host;
    }
}
