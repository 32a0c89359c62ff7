package io.github.camelgraphmail.sandbox.page;

import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Writes the pages and their parts. */
final class PageWriter {

    private final PageTemplates templates = new PageTemplates();
    private final PageGuard guard;
    private final Supplier<Map<String, Object>> frame;

    /** @param frame what every page shows around what it is about */
    PageWriter(PageGuard guard, Supplier<Map<String, Object>> frame) {
        this.guard = guard;
        this.frame = frame;
    }

    void write(RoutingContext request, String template, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(frame.get());
        all.put("token", guard.token());
        all.putAll(model);
        PageGuard.page(request.response()).end(templates.render(template, all));
    }

    /** Whether htmx asks for a part of a page, by the id of the element that it is for. */
    static boolean isPart(RoutingContext request, String id) {
        return id.equals(request.request().getHeader("HX-Target"))
                && request.request().getHeader("HX-History-Restore-Request") == null;
    }

    /** Leads the browser on after a change. */
    static void seeOther(RoutingContext request, String path) {
        PageGuard.guarded(request.response(), "default-src 'none'")
                .setStatusCode(303)
                .putHeader("Location", path)
                .end();
    }

    static void nothing(RoutingContext request) {
        PageGuard.guarded(request.response(), "default-src 'none'")
                .setStatusCode(204)
                .end();
    }
}
