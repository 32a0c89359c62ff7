package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CredentialSource;
import io.github.camelgraphmail.auth.FixedSecret;
import io.github.camelgraphmail.auth.UnusableCredentialException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The component's secrets that the application's properties give as a placeholder for a function, for example
 * {@code camel.component.graphmail.client-secret={{azure:erp-secret}}}. Camel resolves those once, when it starts, and not
 * again when a vault's secret is rotated; here the function is asked again for each use. It is asked itself, since what
 * Camel resolves stands in Camel's log at DEBUG.
 */
final class SecretPlaceholders {

    private static final Pattern FUNCTION = Pattern.compile("\\{\\{([A-Za-z][\\w-]*):([^{}]+)}}");

    private final CamelContext context;

    /** By the option's name without case and dashes: the placeholder. */
    private final Map<String, Placeholder> placeholders = new HashMap<>();

    /** @param componentName under which the component's properties stand */
    SecretPlaceholders(CamelContext context, String componentName) {
        this.context = context;
        String prefix = "camel.component." + componentName + ".";
        Map<String, Object> properties = context.getPropertiesComponent()
                .loadPropertiesAsMap(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)));
        // Not with forEach: Camel's ordered properties do not have it.
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            Matcher matcher = FUNCTION.matcher(property.getValue().toString().strip());
            if (matcher.matches() && context.getPropertiesComponent().hasPropertiesFunction(matcher.group(1))) {
                String option = property.getKey().substring(prefix.length()).replaceFirst("^configuration\\.", "");
                placeholders.put(folded(option), new Placeholder(context, option, matcher.group(1), matcher.group(2)));
            }
        }
    }

    /**
     * Where a secret comes from: the placeholder that gave the component this value, or else the value itself.
     *
     * @param value of the option, as it was set
     * @param ofComponent the component's value of the same option; null for none
     */
    CredentialSource source(String option, String value, String ofComponent) {
        Placeholder placeholder = placeholders.get(folded(option));
        return placeholder != null && Objects.equals(value, ofComponent) ? placeholder : new FixedSecret(option, value);
    }

    private static String folded(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** A secret that a function gives. Two are the same when function and key are. */
    private record Placeholder(CamelContext context, String option, String function, String key)
            implements CredentialSource {

        @Override
        public byte[] read() throws IOException {
            PropertiesFunction properties = context.getPropertiesComponent().getPropertiesFunction(function);
            String secret;
            try {
                secret = properties.apply(key);
            } catch (RuntimeException e) {
                // Without its message and cause: they may quote what was read.
                throw new UnusableCredentialException(
                        this + " can't be resolved (" + e.getClass().getSimpleName() + "). Is the vault reachable?",
                        null);
            }
            if (secret == null) {
                throw new UnusableCredentialException(this + " is not there. Check its name in the vault.", null);
            }
            return secret.getBytes(StandardCharsets.UTF_8);
        }

        /** Only the vault could tell. */
        @Override
        public Object version() {
            return key;
        }

        @Override
        public String toString() {
            return "option " + option + " (placeholder of " + function + ")";
        }
    }
}
