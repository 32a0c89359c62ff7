package io.github.camelgraphmail.metrics;

import io.github.camelgraphmail.GraphMailStatistics.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** The meters of identities that sign in: of two that have the same name, such as by two proxies, the worse value. */
final class IdentityMeters {

    private final Tags tags;
    private final MultiGauge age;
    private final MultiGauge remaining;
    private final MultiGauge failing;
    private final MultiGauge certificate;

    IdentityMeters(MeterRegistry registry, Tags tags) {
        this.tags = tags;
        this.age = gauge(registry, "graphmail.token.age", "Since when the token in use is there", "seconds");
        this.remaining =
                gauge(registry, "graphmail.token.remaining", "How long the token in use is good for", "seconds");
        this.failing = gauge(registry, "graphmail.signin.failing", "For how long signing in has failed", "seconds");
        this.certificate =
                gauge(registry, "graphmail.certificate.remaining", "Whole days until the certificate ends", "days");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description, String unit) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(registry);
    }

    void show(List<Identity> identities, Instant now) {
        age.register(rows(identities, by -> by.tokenObtained().map(at -> seconds(at, now)), Math::max), true);
        remaining.register(rows(identities, by -> by.tokenExpiry().map(at -> seconds(now, at)), Math::min), true);
        failing.register(
                rows(
                        identities,
                        by -> Optional.of(
                                by.failingSince().map(at -> seconds(at, now)).orElse(0L)),
                        Math::max),
                true);
        certificate.register(rows(identities, Identity::certificateDaysLeft, Math::min), true);
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    private List<Row<?>> rows(
            List<Identity> identities, Function<Identity, Optional<Long>> value, BinaryOperator<Long> worse) {
        Map<String, Long> values = new TreeMap<>();
        for (Identity identity : identities) {
            value.apply(identity).ifPresent(number -> values.merge(identity.who(), number, worse));
        }
        List<Row<?>> rows = new ArrayList<>();
        values.forEach((who, number) -> rows.add(Row.of(tags.and("identity", who), number)));
        return rows;
    }
}
