package io.github.camelgraphmail;

import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
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
public class GraphMailEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriParam
    private GraphMailConfiguration configuration;

    public GraphMailEndpoint(String uri, GraphMailComponent component, GraphMailConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        GraphMailServices services = ((GraphMailComponent) getComponent()).services();
        EndpointSettings settings = EndpointSettings.of(configuration);
        return new GraphMailProducer(this, settings, services.delivery(settings), services.completions());
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

    public GraphMailConfiguration getConfiguration() {
        return configuration;
    }

    /** The options of this endpoint. */
    public void setConfiguration(GraphMailConfiguration configuration) {
        this.configuration = configuration;
    }
}
