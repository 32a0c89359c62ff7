package io.github.camelgraphmail;

import io.github.camelgraphmail.mail.MailAddress;
import io.github.camelgraphmail.policy.AddressPatterns;
import io.github.camelgraphmail.policy.AddressRule;
import io.github.camelgraphmail.policy.MailPolicy;
import io.github.camelgraphmail.policy.Redirection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The options that say who may be written as and to. What the component says holds for all its endpoints: an endpoint's
 * patterns stand beside the component's, and its own redirection is refused where the component has one.
 *
 * @param component where the endpoint started from
 * @param endpoint the component's options with the endpoint's own
 */
record PolicyOptions(GraphMailConfiguration component, GraphMailConfiguration endpoint) {

    private static final String ALLOWED_SENDERS = "allowedSenders";
    private static final String ALLOWED_RECIPIENTS = "allowedRecipients";

    /** @throws IllegalArgumentException or {@link InvalidMailException} naming the option that can't be read */
    MailPolicy policy() {
        return new MailPolicy(senders(), from(), forbiddenSenders(), recipients(), redirection());
    }

    /**
     * The mailboxes that the app must not be able to send as: the component's and the endpoint's.
     *
     * @throws IllegalArgumentException when one is no address, or is the endpoint's sender
     */
    private Set<String> forbiddenSenders() {
        Set<String> forbidden = new LinkedHashSet<>();
        for (String address : new String[] {component.getForbiddenSender(), endpoint.getForbiddenSender()}) {
            if (address != null) {
                forbidden.add(checkedForbidden(address));
            }
        }
        return forbidden;
    }

    private String checkedForbidden(String address) {
        List<MailAddress> addresses = MailAddress.parse("forbiddenSender", address);
        if (addresses.size() != 1) {
            throw new IllegalArgumentException("forbiddenSender: '" + address + "' names " + addresses.size()
                    + " mailboxes. Name one that the app must not be able to send as, or leave the option out");
        }
        String forbidden = addresses.get(0).address();
        if (ownSender().match(forbidden)) {
            throw new IllegalArgumentException("forbiddenSender: '" + forbidden
                    + "' is the endpoint's own sender. Name a mailbox that must not send, such as a director's");
        }
        return forbidden;
    }

    private List<AddressRule> senders() {
        return rules(ALLOWED_SENDERS, this::ownSender, GraphMailConfiguration::getAllowedSenders, options -> List.of());
    }

    /** As the senders, and beside them what option {@code from} says at the same place. */
    private List<AddressRule> from() {
        return rules(
                ALLOWED_SENDERS,
                this::ownSender,
                GraphMailConfiguration::getAllowedSenders,
                options -> options.getFrom() == null ? List.of() : MailAddress.parse("from", options.getFrom()));
    }

    private AddressPatterns ownSender() {
        return AddressPatterns.exactly(endpoint.getSender());
    }

    private List<AddressRule> recipients() {
        return rules(
                ALLOWED_RECIPIENTS,
                () -> AddressPatterns.parse(ALLOWED_RECIPIENTS, null),
                GraphMailConfiguration::getAllowedRecipients,
                options -> List.of());
    }

    /**
     * @param otherwise where neither says anything
     * @param also what is allowed beside the patterns
     */
    private List<AddressRule> rules(
            String option,
            Supplier<AddressPatterns> otherwise,
            Function<GraphMailConfiguration, String> patterns,
            Function<GraphMailConfiguration, List<MailAddress>> also) {
        List<AddressRule> rules = new ArrayList<>();
        String ofComponent = patterns.apply(component);
        String ofEndpoint = patterns.apply(endpoint);
        if (ofComponent != null) {
            AddressPatterns read = AddressPatterns.parse(option, ofComponent);
            rules.add(new AddressRule(option + " of the component", with(read, also.apply(component))));
        }
        // What the endpoint did not set is the component's.
        if (ofEndpoint != null && !ofEndpoint.equals(ofComponent)) {
            AddressPatterns read = AddressPatterns.parse(option, ofEndpoint);
            rules.add(new AddressRule(option, with(read, also.apply(endpoint))));
        }
        if (rules.isEmpty()) {
            rules.add(new AddressRule(option, with(otherwise.get(), also.apply(endpoint))));
        }
        return rules;
    }

    private static AddressPatterns with(AddressPatterns patterns, List<MailAddress> also) {
        AddressPatterns all = patterns;
        for (MailAddress address : also) {
            all = all.or(address.address());
        }
        return all;
    }

    private Optional<Redirection> redirection() {
        String ofComponent = component.getRedirectTo();
        String ofEndpoint = endpoint.getRedirectTo();
        if (ofComponent != null && !ofComponent.equals(ofEndpoint)) {
            throw new IllegalArgumentException("redirectTo: '" + ofEndpoint
                    + "' is not where the component sends every mail. Leave it out of the endpoint's options");
        }
        return Optional.ofNullable(ofEndpoint)
                .map(addresses -> new Redirection(MailAddress.parse("redirectTo", addresses)));
    }
}
