package io.github.camelgraphmail.examples.bus.status;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that the page answers to. A site that makes its own name point to this machine could read it otherwise, in the browser of
 * somebody who is on the machine. Numeric addresses can't be made to.
 */
final class HostNames {

    private static final Pattern NUMERIC = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    /** @param more beside localhost and numeric addresses */
    HostNames(List<String> more) {
        more.stream().map(name -> name.toLowerCase(Locale.ROOT)).forEach(names::add);
    }

    /** @param authority the request's Host header, with or without a port; null for none */
    boolean has(String authority) {
        if (authority == null) {
            return false;
        }
        String host = PORT.matcher(authority.toLowerCase(Locale.ROOT)).replaceFirst("");
        return names.contains(host) || NUMERIC.matcher(host).matches();
    }
}
