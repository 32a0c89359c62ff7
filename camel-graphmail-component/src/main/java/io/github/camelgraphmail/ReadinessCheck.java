package io.github.camelgraphmail;

import org.apache.camel.impl.health.AbstractHealthCheck;

/** A check of what starting the application again would not mend: it counts for readiness, never for liveness. */
abstract class ReadinessCheck extends AbstractHealthCheck {

    ReadinessCheck(String id) {
        super("camel", id);
    }

    @Override
    public final boolean isLiveness() {
        return false;
    }
}
