package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.RequestLog;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The last requests of applications, those that were refused among them. */
final class RequestPanel {

    private static final int SHOWN = 200;

    private final RequestLog requests;

    RequestPanel(RequestLog requests) {
        this.requests = requests;
    }

    void mount(Router router, PageWriter writer) {
        new Panel(router, writer, "/requests", "panels/requests.ftlh", this::model)
                .part("/last", "panels/requests-last.ftlh");
    }

    private Map<String, Object> model() {
        List<RequestRow> rows =
                requests.newest(SHOWN).stream().map(RequestRow::of).toList();
        return Map.of("rows", rows);
    }
}
