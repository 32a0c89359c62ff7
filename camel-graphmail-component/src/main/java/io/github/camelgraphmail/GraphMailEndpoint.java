package io.github.camelgraphmail;

import io.github.camelgraphmail.auth.CertificateWatch;
import io.github.camelgraphmail.auth.SignIn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Send mail through Microsoft 365 with Microsoft Graph and application permissions. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "graphmail",
        title = "Graph Mail",
        syntax = "graphmail:sender",
        category = {Category.MAIL, Category.CLOUD},
        producerOnly = true,
        headersClass = GraphMailConstants.class)
@ManagedResource(description = "Managed Graph Mail endpoint")
public class GraphMailEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriParam
    private GraphMailConfiguration configuration;

    private volatile SignIn signIn;

    public GraphMailEndpoint(String uri, GraphMailComponent component, GraphMailConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        GraphMailComponent component = (GraphMailComponent) getComponent();
        return new GraphMailProducer(this, settings(component), component);
    }

    /**
     * Looks at what this endpoint needs to send. The component has to be started.
     *
     * @throws IllegalArgumentException or {@link InvalidMailException} naming the option that can't be read
     */
    public GraphMailDiagnosis diagnosis() {
        GraphMailComponent component = (GraphMailComponent) getComponent();
        return new GraphMailDiagnosis(settings(component), component.services());
    }

    private EndpointSettings settings(GraphMailComponent component) {
        return EndpointSettings.of(configuration, component.getConfiguration(), component.credentials());
    }

    /** Tells the endpoint how its producers sign in, for JMX. */
    void signsIn(SignIn used) {
        signIn = used;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("graphmail sends mail; a route can't start from it");
    }

    @Override
    public String getServiceUrl() {
        return EndpointSettings.graphEndpoint(configuration).toString();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("sender", configuration.getSender());
    }

    @ManagedAttribute(description = "Who signs in")
    public String getIdentity() {
        return ofSignIn(used -> Optional.of(used.who()));
    }

    @ManagedAttribute(description = "When the access token in use ends")
    public String getTokenExpiry() {
        return ofSignIn(used -> used.tokens().state().tokenExpiry().map(Instant::toString));
    }

    @ManagedAttribute(description = "Since when signing in has failed")
    public String getSignInFailingSince() {
        return ofSignIn(used -> used.tokens().state().failingSince().map(Instant::toString));
    }

    @ManagedAttribute(description = "What signing in failed with the last time")
    public String getSignInFailure() {
        return ofSignIn(used -> used.tokens().state().failure());
    }

    @ManagedAttribute(description = "When the certificate to sign in with ends")
    public String getCertificateExpiry() {
        return ofSignIn(
                used -> used.certificate().flatMap(CertificateWatch::expiry).map(Instant::toString));
    }

    @ManagedAttribute(description = "Whole days until the certificate to sign in with ends")
    public Long getCertificateDaysLeft() {
        return ofSignIn(used -> used.certificate().flatMap(CertificateWatch::remainingDays));
    }

    /** Null where there is no such thing, as JMX has it, and before the route starts. */
    private <T> T ofSignIn(Function<SignIn, Optional<T>> value) {
        return Optional.ofNullable(signIn).flatMap(value).orElse(null);
    }

    public GraphMailConfiguration getConfiguration() {
        return configuration;
    }

    /** The options of this endpoint. */
    public void setConfiguration(GraphMailConfiguration configuration) {
        this.configuration = configuration;
    }
}
