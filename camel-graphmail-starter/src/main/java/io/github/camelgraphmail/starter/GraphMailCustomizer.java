package io.github.camelgraphmail.starter;

import io.github.camelgraphmail.GraphMailComponent;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Sets the options of the component that goes by the name {@code graphmail}. Others of its kind, for other tenants, are beans
 * that the application makes and sets up itself.
 */
final class GraphMailCustomizer implements ComponentCustomizer {

    private final GraphMailProperties properties;

    GraphMailCustomizer(GraphMailProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean isEnabled(String name, Component component) {
        return properties.apply() && name.equals("graphmail") && component instanceof GraphMailComponent;
    }

    @Override
    public void configure(String name, Component component) {
        PropertyBindingSupport.build()
                .withCamelContext(component.getCamelContext())
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withReflection(false)
                .withMandatory(true)
                .withProperties(properties.options())
                .bind();
    }
}
