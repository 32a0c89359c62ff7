package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.delivery.TrafficMeter;
import io.github.camelgraphmail.scope.ProbePace;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/** Sends mail through Microsoft 365 with Microsoft Graph and application permissions. */
@Component("graphmail")
@ManagedResource(description = "Managed Graph Mail component")
public class GraphMailComponent extends HealthCheckComponent
        implements SSLContextParametersAware, GraphMailComponentMBean {

    @Metadata
    private GraphMailConfiguration configuration = new GraphMailConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    private final Pace pace;
    private final ProbePace probePace;

    private final MailCounters counters = new MailCounters();
    private final TrafficMeter meter = new TrafficMeter();

    private volatile GraphMailServices services;
    private Metering metering;

    public GraphMailComponent() {
        this(Pace.DEFAULT, ProbePace.DEFAULT);
    }

    /** For tests whose Graph is quicker. */
    GraphMailComponent(Pace pace, ProbePace probePace) {
        this.pace = pace;
        this.probePace = probePace;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        GraphMailConfiguration own = configuration.copy();
        own.setSender(remaining);
        if (own.getSslContextParameters() == null) {
            own.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        GraphMailEndpoint endpoint = new GraphMailEndpoint(uri, this, own);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** What the endpoints of this component share. Only while the component is started. */
    GraphMailServices services() {
        return services;
    }

    /** Where producers count their mails. */
    MailCounters counters() {
        return counters;
    }

    /** What this component has done and is doing, as of now. Cheap enough to be asked for every second. */
    @Override
    public GraphMailStatistics getStatistics() {
        GraphMailServices running = isStarted() ? services : null;
        return new GraphMailStatistics(
                counters.sum(),
                new GraphMailStatistics.Requests(
                        meter.requests(), meter.repeatedRequests(), meter.throttledRequests(), meter.rest()),
                running == null ? List.of() : running.mailboxes(),
                running == null ? List.of() : running.identities());
    }

    /** Finds what the options of signing in name, as the application's properties are now. */
    CredentialOptions credentials() {
        return new CredentialOptions(
                getCamelContext(),
                new SecretPlaceholders(getCamelContext(), name()),
                configuration,
                isAutowiredEnabled() && getCamelContext().isAutowiredEnabled(),
                System::getenv);
    }

    @Override
    protected void doStart() throws Exception {
        services = new GraphMailServices(
                getCamelContext(),
                new ProducerHealth(getCamelContext(), name(), isHealthCheckProducerEnabled()),
                meter,
                pace,
                probePace);
        metering = new Metering(this, name());
        metering.begin();
        super.doStart();
    }

    /** Under which the component stands in the context; there may be several, for several tenants. */
    private String name() {
        for (String name : getCamelContext().getComponentNames()) {
            if (getCamelContext().hasComponent(name) == this) {
                return name;
            }
        }
        return "graphmail";
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (metering != null) {
            metering.close();
        }
        if (services != null) {
            services.close();
        }
    }

    public GraphMailConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints start from. */
    public void setConfiguration(GraphMailConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether the TLS settings of the Camel context are used where sslContextParameters is not set. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
