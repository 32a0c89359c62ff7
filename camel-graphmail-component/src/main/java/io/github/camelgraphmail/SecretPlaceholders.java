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
import org.apache.camel.CamelContext;

/**
 * The component's secrets that the application's properties give as placeholders, for example
 * {@code camel.component.graphmail.client-secret={{azure:erp-secret}}}. Camel resolves those once, when it starts, and not
 * again when a vault's secret is rotated; here they are resolved again for each use.
 */
final class SecretPlaceholders {

    private static final String BEGIN = "{{";

    private final CamelContext context;

    /** By the option's name without case and dashes: the text with placeholders. */
    private final Map<String, String> texts = new HashMap<>();

    /** @param componentName under which the component's properties stand */
    SecretPlaceholders(CamelContext context, String componentName) {
        this.context = context;
        String prefix = "camel.component." + componentName + ".";
        Map<String, Object> properties = context.getPropertiesComponent()
                .loadPropertiesAsMap(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)));
        // Not with forEach: Camel's ordered properties do not have it.
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (property.getValue() instanceof String text && text.contains(BEGIN)) {
                String option = property.getKey().substring(prefix.length());
                texts.put(folded(option.replaceFirst("^configuration\\.", "")), text);
            }
        }
    }

    /**
     * Where a secret comes from: the placeholder that gave the component this value, or else the value itself.
     *
     * @param value of the option, as it was set; null for none
     * @param ofComponent the component's value of the same option; null for none
     */
    CredentialSource source(String option, String value, String ofComponent) {
        String text = texts.get(folded(option));
        return text != null && Objects.equals(value, ofComponent)
                ? new Placeholder(context, option, text)
                : new FixedSecret(option, value);
    }

    private static String folded(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** A secret behind a placeholder. Two are the same when their texts are. */
    private record Placeholder(CamelContext context, String option, String text) implements CredentialSource {

        @Override
        public byte[] read() throws IOException {
            try {
                return context.resolvePropertyPlaceholders(text).getBytes(StandardCharsets.UTF_8);
            } catch (RuntimeException e) {
                throw new UnusableCredentialException(
                        this + " can't be resolved (" + e.getMessage() + "). Is the vault reachable?", e);
            }
        }

        /** Only the vault could tell. */
        @Override
        public Object version() {
            return text;
        }

        @Override
        public String toString() {
            return "option " + option + " (a property placeholder)";
        }
    }
}
