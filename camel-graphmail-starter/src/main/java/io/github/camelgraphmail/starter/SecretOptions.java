package io.github.camelgraphmail.starter;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides the component's secrets in the actuator's endpoints, also where those are told to show values. */
final class SecretOptions implements SanitizingFunction {

    /** Without case and dashes, as the properties and the environment's variables that mean them are compared. */
    static final Set<String> NAMES = Set.of("clientsecret", "privatekeypassword", "proxypassword");

    private static final String COMPONENT = "camelcomponent";

    @Override
    public SanitizableData apply(SanitizableData data) {
        String name = data.getKey().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        boolean secret = name.startsWith(COMPONENT) && NAMES.stream().anyMatch(name::endsWith);
        return secret && data.getValue() != null ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }
}
