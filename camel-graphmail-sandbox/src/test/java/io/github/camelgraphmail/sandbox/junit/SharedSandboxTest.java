package io.github.camelgraphmail.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.SandboxConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One sandbox for all who ask for the same. */
class SharedSandboxTest {

    @RegisterExtension
    static final GraphMailSandboxExtension ONE = GraphMailSandboxExtension.shared(SandboxConfiguration.defaults());

    @RegisterExtension
    static final GraphMailSandboxExtension SAME = GraphMailSandboxExtension.shared(SandboxConfiguration.defaults());

    @RegisterExtension
    static final GraphMailSandboxExtension OTHER =
            GraphMailSandboxExtension.shared(SandboxConfiguration.defaults().withCapacity(7));

    @Test
    void isTheSameForTheSameConfiguration() {
        assertThat(ONE.sandbox()).isSameAs(SAME.sandbox()).isNotSameAs(OTHER.sandbox());
    }

    @Test
    void isThereFromTheFirstTestOn() {
        assertThatThrownBy(() -> GraphMailSandboxExtension.create().sandbox()).hasMessageContaining("static field");
    }
}
