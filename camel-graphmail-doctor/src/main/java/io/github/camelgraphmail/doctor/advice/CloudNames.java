package io.github.camelgraphmail.doctor.advice;

import java.util.Optional;

/**
 * What PowerShell's modules call a cloud.
 *
 * @param graph for Connect-MgGraph; empty for the global one
 * @param exchange for Connect-ExchangeOnline; empty for the global one
 */
public record CloudNames(Optional<String> graph, Optional<String> exchange) {

    /** @param cloud as the component's option has it; what it does not know is taken for the global one */
    public static CloudNames of(String cloud) {
        return switch (String.valueOf(cloud)) {
            case "us-gov" -> new CloudNames(Optional.of("USGov"), Optional.of("O365USGovGCCHigh"));
            case "us-gov-dod" -> new CloudNames(Optional.of("USGovDoD"), Optional.of("O365USGovDoD"));
            case "china" -> new CloudNames(Optional.of("China"), Optional.of("O365China"));
            default -> new CloudNames(Optional.empty(), Optional.empty());
        };
    }
}
