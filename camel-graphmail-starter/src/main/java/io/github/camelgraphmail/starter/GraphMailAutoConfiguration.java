package io.github.camelgraphmail.starter;

import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the options of component {@code graphmail} from {@code camel.component.graphmail.*}. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@EnableConfigurationProperties(GraphMailProperties.class)
public class GraphMailAutoConfiguration {

    @Bean
    ComponentCustomizer graphMailComponentCustomizer(GraphMailProperties properties) {
        return new GraphMailCustomizer(properties);
    }

    /** Where there is an actuator, whose endpoints can be told to show values. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class ActuatorConfiguration {

        @Bean
        SanitizingFunction graphMailSanitizingFunction() {
            return new SecretOptions();
        }
    }
}
