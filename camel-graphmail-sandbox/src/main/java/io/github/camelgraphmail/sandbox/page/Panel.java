package io.github.camelgraphmail.sandbox.page;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A page that shows how things are set and sets them by forms. */
final class Panel {

    private final Router router;
    private final PageWriter writer;
    private final String path;
    private final String template;
    private final Supplier<Map<String, Object>> model;

    /** @param path where it is; its forms are below */
    Panel(Router router, PageWriter writer, String path, String template, Supplier<Map<String, Object>> model) {
        this.router = router;
        this.writer = writer;
        this.path = path;
        this.template = template;
        this.model = model;
        router.get(path).handler(request -> write(request, ""));
    }

    /** A part of the panel that is asked for again and again. */
    Panel part(String below, String partTemplate) {
        router.get(path + below).handler(request -> writer.write(request, partTemplate, model.get()));
        return this;
    }

    /** @param change throws IllegalArgumentException with what is wrong with the form */
    Panel on(String below, Consumer<PanelForm> change) {
        router.post(path + below).handler(request -> {
            try {
                change.accept(new PanelForm(request));
            } catch (IllegalArgumentException wrong) {
                request.response().setStatusCode(422);
                write(request, wrong.getMessage());
                return;
            }
            PageWriter.seeOther(request, path);
        });
        return this;
    }

    private void write(RoutingContext request, String problem) {
        Map<String, Object> all = new HashMap<>(model.get());
        all.put("problem", problem);
        writer.write(request, template, all);
    }
}
