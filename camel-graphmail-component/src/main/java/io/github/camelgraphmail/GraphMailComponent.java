package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.scope.ProbePace;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/** Sends mail through Microsoft 365 with Microsoft Graph and application permissions. */
@Component("graphmail")
public class GraphMailComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata
    private GraphMailConfiguration configuration = new GraphMailConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    private final Pace pace;
    private final ProbePace probePace;

    private GraphMailServices services;

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
                pace,
                probePace);
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
