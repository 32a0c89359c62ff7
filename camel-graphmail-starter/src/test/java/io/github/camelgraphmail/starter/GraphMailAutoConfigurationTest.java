package io.github.camelgraphmail.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.AccessTokenProvider;
import io.github.camelgraphmail.GraphMailComponent;
import io.github.camelgraphmail.GraphMailConfiguration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class GraphMailAutoConfigurationTest {

    private static final String SECRET = "qX8~very-secret-Value.0815";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, GraphMailAutoConfiguration.class));

    private static GraphMailComponent component(ApplicationContext context) {
        return context.getBean(CamelContext.class).getComponent("graphmail", GraphMailComponent.class);
    }

    private static GraphMailConfiguration options(ApplicationContext context) {
        return component(context).getConfiguration();
    }

    @Test
    void setsOptionsOfAllKinds() {
        application
                .withPropertyValues(
                        "camel.component.graphmail.tenant-id=contoso.com",
                        "camel.component.graphmail.clientId=0815",
                        "camel.component.graphmail.client-secret=" + SECRET,
                        "camel.component.graphmail.delivery=draft",
                        "camel.component.graphmail.save-to-sent-items=false",
                        "camel.component.graphmail.max-concurrent-per-mailbox=2",
                        "camel.component.graphmail.retry-timeout=90s",
                        "camel.component.graphmail.proxy-port=3128",
                        "camel.component.graphmail.use-global-ssl-context-parameters=true",
                        "camel.component.graphmail.health-check-producer-enabled=false",
                        "camel.component.graphmail.access-token-provider=#bean:tokens")
                .withUserConfiguration(Tokens.class)
                .run(context -> {
                    GraphMailConfiguration options = options(context);
                    assertThat(options.getTenantId()).isEqualTo("contoso.com");
                    assertThat(options.getClientId()).isEqualTo("0815");
                    assertThat(options.getClientSecret()).isEqualTo(SECRET);
                    assertThat(options.getDelivery()).isEqualTo("draft");
                    assertThat(options.isSaveToSentItems()).isFalse();
                    assertThat(options.getMaxConcurrentPerMailbox()).isEqualTo(2);
                    assertThat(options.getRetryTimeout()).isEqualTo(90_000);
                    assertThat(options.getProxyPort()).isEqualTo(3128);
                    assertThat(options.getAccessTokenProvider()).isSameAs(context.getBean("tokens"));
                    assertThat(component(context).isUseGlobalSslContextParameters())
                            .isTrue();
                    assertThat(component(context).isHealthCheckProducerEnabled())
                            .isFalse();
                    // What nobody has set is as the component has it.
                    assertThat(options.getMaxPendingPerMailbox()).isEqualTo(1000);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Tokens {
        @Bean
        AccessTokenProvider tokens() {
            return request -> new CompletableFuture<>();
        }
    }

    @Test
    void readsVariablesOfTheEnvironmentAsSpringDoes() {
        application
                .withSystemProperties("camel.component.graphmail.client-id=0815")
                .run(context -> assertThat(options(context).getClientId()).isEqualTo("0815"));
    }

    @Test
    void refusesWhatIsNoOption() {
        application
                .withPropertyValues("camel.component.graphmail.tennant-id=contoso.com")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("camel.component.graphmail.tennant-id"));
    }

    @Test
    void refusesAValueThatIsNone() {
        application
                .withPropertyValues("camel.component.graphmail.retry-timeout=soon")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("soon"));
    }

    @Test
    void leavesTheComponentAloneWhenToldTo() {
        for (String off : new String[] {"enabled", "customizer.enabled"}) {
            application
                    .withPropertyValues(
                            "camel.component.graphmail." + off + "=false",
                            "camel.component.graphmail.tenant-id=contoso.com")
                    .run(context -> assertThat(options(context).getTenantId()).isNull());
        }
    }

    @Test
    void leavesOtherComponentsOfItsKindAlone() {
        application
                .withPropertyValues("camel.component.graphmail.tenant-id=contoso.com")
                .withUserConfiguration(OtherTenant.class)
                .run(context -> {
                    GraphMailComponent other =
                            context.getBean(CamelContext.class).getComponent("fabrikam", GraphMailComponent.class);
                    assertThat(other.getConfiguration().getTenantId()).isEqualTo("fabrikam.com");
                    assertThat(options(context).getTenantId()).isEqualTo("contoso.com");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherTenant {
        @Bean
        GraphMailComponent fabrikam() {
            GraphMailComponent component = new GraphMailComponent();
            component.getConfiguration().setTenantId("fabrikam.com");
            return component;
        }
    }

    @Test
    void logsNoSecret(CapturedOutput output) {
        application
                .withPropertyValues(
                        "logging.level.root=debug",
                        "camel.component.graphmail.tenant-id=contoso.com",
                        "camel.component.graphmail.client-secret=" + SECRET)
                .run(context -> {
                    assertThat(options(context).getClientSecret()).isEqualTo(SECRET);
                    assertThat(context.getBean(GraphMailProperties.class).toString())
                            .contains("clientSecret")
                            .doesNotContain(SECRET);
                });
        assertThat(output.getAll()).isNotEmpty().doesNotContain(SECRET);
    }
}
