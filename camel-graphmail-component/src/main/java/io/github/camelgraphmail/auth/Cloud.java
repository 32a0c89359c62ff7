package io.github.camelgraphmail.auth;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The clouds of Microsoft 365, each with its own Entra and Graph.
 *
 * @see <a href="https://learn.microsoft.com/graph/deployments">National cloud deployments</a>
 */
public enum Cloud {
    GLOBAL("global", "https://login.microsoftonline.com", "https://graph.microsoft.com"),
    US_GOV("us-gov", "https://login.microsoftonline.us", "https://graph.microsoft.us"),
    US_GOV_DOD("us-gov-dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"),
    CHINA("china", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn");

    private final String option;
    private final URI authorityHost;
    private final URI graphEndpoint;

    Cloud(String option, String authorityHost, String graphEndpoint) {
        this.option = option;
        this.authorityHost = URI.create(authorityHost);
        this.graphEndpoint = URI.create(graphEndpoint);
    }

    /** The cloud that the option {@code cloud} names. */
    public static Cloud named(String option) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.option.equalsIgnoreCase(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cloud: '" + option + "' is none of "
                        + Arrays.stream(values()).map(cloud -> cloud.option).collect(Collectors.joining(", "))));
    }

    public URI authorityHost() {
        return authorityHost;
    }

    public URI graphEndpoint() {
        return graphEndpoint;
    }
}
