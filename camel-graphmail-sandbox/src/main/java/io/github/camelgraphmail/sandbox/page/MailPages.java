package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.ListedMail;
import io.github.camelgraphmail.sandbox.core.MailSlice;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.RequestLog;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.github.camelgraphmail.sandbox.core.search.MailQuery;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The list of the accepted mails with its search, and beside it the mail that is open. What stands in a mail is shown, never
 * run: text is escaped, an HTML body is in a frame of its own (see {@link MailFiles}).
 */
final class MailPages {

    private static final String READER = "reader";

    private final MailStore store;
    private final RequestLog requests;
    private final Tenant tenant;
    private final PageWriter writer;

    MailPages(MailStore store, RequestLog requests, Tenant tenant, PageWriter writer) {
        this.store = store;
        this.requests = requests;
        this.tenant = tenant;
        this.writer = writer;
    }

    void mount(Router router) {
        // A search through all mails takes its time: not on the threads that applications are served by.
        router.get("/").blockingHandler(this::index, false);
        router.get("/mails").blockingHandler(this::list, false);
        router.post("/mails/read").blockingHandler(this::readAll, false);
        router.post("/mails/delete").blockingHandler(this::deleteAll, false);
        router.get("/mails/:id").blockingHandler(this::mail, false);
        router.post("/mails/:id/read").handler(request -> mark(request, true));
        router.post("/mails/:id/unread").handler(request -> mark(request, false));
        router.post("/mails/:id/delete").blockingHandler(this::delete, false);
    }

    private void index(RoutingContext request) {
        if (PageWriter.isPart(request, READER)) {
            writer.write(request, "mails/none.ftlh", shell(request));
        } else {
            writer.write(request, "mails/index.ftlh", shell(request));
        }
    }

    private void list(RoutingContext request) {
        Map<String, Object> model = shell(request);
        if ("q".equals(request.request().getHeader("HX-Trigger-Name"))) {
            String path =
                    number(parameter(request, "open")).map(id -> "/mails/" + id).orElse("/");
            request.response()
                    .putHeader(
                            "HX-Replace-Url",
                            path + "?q=" + encoded(query(request).written()));
        }
        writer.write(request, "mails/list-part.ftlh", model);
    }

    private void mail(RoutingContext request) {
        Optional<ListedMail> found = number(request.pathParam("id")).flatMap(store::findListed);
        Map<String, Object> model = shell(request);
        if (found.isEmpty()) {
            request.response().setStatusCode(404);
            writer.write(request, PageWriter.isPart(request, READER) ? "mails/gone.ftlh" : "mails/missing.ftlh", model);
            return;
        }
        ListedMail mail = found.get();
        MailQuery query = query(request);
        model.put(
                "mail",
                MailView.of(
                        mail,
                        MailView.Tab.of(parameter(request, "view"), mail.mail()),
                        requests.behind(mail.mail()),
                        parameter(request, "remote").equals("1"),
                        number(parameter(request, "file"))));
        model.put("open", mail.mail().id());
        model.put("neighbours", neighbours(query, mail.mail().id()));
        writer.write(request, PageWriter.isPart(request, READER) ? "mails/reader.ftlh" : "mails/index.ftlh", model);
    }

    private Map<String, Long> neighbours(MailQuery query, long id) {
        Map<String, Long> ids = new HashMap<>();
        store.neighbours(query, id).newer().ifPresent(newer -> ids.put("newer", newer));
        store.neighbours(query, id).older().ifPresent(older -> ids.put("older", older));
        return ids;
    }

    private void mark(RoutingContext request, boolean read) {
        number(request.pathParam("id")).ifPresent(id -> store.markRead(id, read));
        done(request, "/");
    }

    private void readAll(RoutingContext request) {
        store.markAllRead(query(request));
        done(request, "/?q=" + encoded(query(request).written()));
    }

    private void delete(RoutingContext request) {
        long id = number(request.pathParam("id")).orElse(-1L);
        MailQuery query = query(request);
        OptionalLong next = store.neighbours(query, id).older();
        if (next.isEmpty()) {
            next = store.neighbours(query, id).newer();
        }
        store.remove(id);
        done(request, (next.isPresent() ? "/mails/" + next.getAsLong() : "/") + "?q=" + encoded(query.written()));
    }

    private void deleteAll(RoutingContext request) {
        MailQuery query = query(request);
        store.removeAll(query);
        done(request, "/?q=" + encoded(query.written()));
    }

    /** @param next where a browser without htmx goes on; with it the page learns of the change as others do */
    private static void done(RoutingContext request, String next) {
        if (request.request().getHeader("HX-Request") == null) {
            PageWriter.seeOther(request, next);
        } else {
            PageWriter.nothing(request);
        }
    }

    /** The list, with which every page about mails comes. */
    private Map<String, Object> shell(RoutingContext request) {
        // Before they are looked at: what changes meanwhile is told then.
        long changes = store.changes();
        MailQuery query = query(request);
        int page = number(parameter(request, "page")).map(Long::intValue).orElse(1);
        MailSlice slice = store.search(
                query, Math.max(0, Math.min(page, 1_000_000) - 1) * MailListView.PAGE_SIZE, MailListView.PAGE_SIZE);
        long newestSeen = number(parameter(request, "newest")).orElse(0L);
        Map<String, Object> model = new HashMap<>();
        model.put("changes", changes);
        model.put("list", MailListView.of(query, slice, newestSeen));
        model.put("open", number(parameter(request, "open")).orElse(0L));
        model.put("connection", new Connection(tenant, origin(request)));
        return model;
    }

    /**
     * What an application needs to send through this sandbox.
     *
     * @param root the address of all services
     */
    public record Connection(Tenant tenant, String root) {}

    private static String origin(RoutingContext request) {
        return request.request().scheme() + "://" + request.request().authority();
    }

    private static MailQuery query(RoutingContext request) {
        return MailQuery.read(parameter(request, "q"));
    }

    /** Of the address or the form; empty where there is none. */
    private static String parameter(RoutingContext request, String name) {
        return Optional.ofNullable(request.request().getParam(name))
                .or(() -> Optional.ofNullable(request.request().getFormAttribute(name)))
                .orElse("");
    }

    static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
