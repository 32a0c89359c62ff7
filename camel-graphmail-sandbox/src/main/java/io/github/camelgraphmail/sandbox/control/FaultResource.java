package io.github.camelgraphmail.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.sandbox.control.Control.Reply;
import io.github.camelgraphmail.sandbox.core.FaultKind;
import io.github.camelgraphmail.sandbox.core.FaultPlan;
import io.github.camelgraphmail.sandbox.core.Faults;
import io.github.camelgraphmail.sandbox.core.PlannedFault;
import io.github.camelgraphmail.sandbox.settings.FaultSettings;
import io.github.camelgraphmail.sandbox.settings.Names;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Map;

/** The faults that are to be played, and those there are. */
final class FaultResource {

    private final Faults faults;

    FaultResource(Faults faults) {
        this.faults = faults;
    }

    void mount(Control control) {
        control.on(
                HttpMethod.GET,
                "/fault-kinds",
                request -> new Reply.Ok(Arrays.stream(FaultKind.values())
                        .map(kind -> json(control, kind))
                        .toList()));
        control.on(
                HttpMethod.GET,
                "/faults",
                request -> new Reply.Ok(faults.planned().stream()
                        .map(fault -> json(control, fault))
                        .toList()));
        control.on(HttpMethod.POST, "/faults", request -> {
            FaultPlan plan = control.body(request, FaultSettings.class).plan();
            return new Reply.Created(json(control, faults.plan(plan)));
        });
        control.on(HttpMethod.DELETE, "/faults", request -> {
            faults.clear();
            return new Reply.Done();
        });
        control.on(
                HttpMethod.DELETE,
                "/faults/:id",
                request -> faults.remove(request.pathParam("id"))
                        ? new Reply.Done()
                        : new Reply.Missing("There is no fault " + request.pathParam("id") + " to be played"));
    }

    private static ObjectNode json(Control control, PlannedFault fault) {
        return control.identified(fault.id(), FaultSettings.of(fault.plan())).put("played", fault.played());
    }

    private static ObjectNode json(Control control, FaultKind kind) {
        ObjectNode json = control.object(Map.of("fault", kind.kindName()))
                .put("description", kind.description())
                .put("length", kind.length().map(Object::toString).orElse(null));
        kind.moments().forEach(moment -> json.withArray("moments").add(Names.of(moment)));
        kind.operations().stream().sorted().forEach(operation -> json.withArray("operations")
                .add(Names.of(operation)));
        return json;
    }
}
