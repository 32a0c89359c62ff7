package io.github.camelgraphmail.sandbox.page;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What a panel's form says. Fields that were left empty are not there. */
final class PanelForm {

    private final RoutingContext request;

    PanelForm(RoutingContext request) {
        this.request = request;
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(request.request().getFormAttribute(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** @throws IllegalArgumentException when it was left empty */
    String required(String name) {
        return field(name).orElseThrow(() -> new IllegalArgumentException(name + ": it is missing"));
    }

    /** The values of a field that may be there several times; null for none, as settings have it. */
    List<String> fields(String name) {
        List<String> values = request.request().formAttributes().getAll(name).stream()
                .filter(value -> !value.isBlank())
                .toList();
        return values.isEmpty() ? null : values;
    }

    /** What the path names. */
    String named(String parameter) {
        return request.pathParam(parameter);
    }
}
