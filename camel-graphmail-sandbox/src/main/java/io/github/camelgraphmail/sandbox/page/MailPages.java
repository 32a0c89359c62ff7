package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.Tenant;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page: a list of the accepted mails that keeps itself up to date, and a view of one. What stands in a mail is
 * shown, never run: text is escaped, an HTML body is served to a sandboxed frame under a policy that allows no script
 * and no request, and attachments are downloads.
 */
public final class MailPages {

    private static final String HTMX_DIRECTORY = "META-INF/resources/webjars/htmx.org";

    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static final String DOWNLOAD_POLICY = "sandbox; default-src 'none'";

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");

    private final MailStore store;
    private final Tenant tenant;
    private final PageTemplates templates = new PageTemplates();

    public MailPages(MailStore store, Tenant tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    public void mount(Router router) {
        router.get("/").handler(this::index);
        router.get("/mails").handler(this::list);
        router.get("/mails/:id").handler(this::mail);
        router.get("/mails/:id/body").handler(this::body);
        router.get("/mails/:id/source").handler(this::source);
        router.get("/mails/:id/attachments/:index").handler(this::attachment);
        router.get("/assets/htmx/*").handler(StaticHandler.create(HTMX_DIRECTORY));
        router.get("/assets/*")
                .handler(StaticHandler.create("io/github/camelgraphmail/sandbox/page/assets")
                        .setCachingEnabled(false));
    }

    private void index(RoutingContext request) {
        page(request, "index.ftlh", listModel());
    }

    private void list(RoutingContext request) {
        page(request, "list.ftlh", listModel());
    }

    private Map<String, Object> listModel() {
        List<MailRow> rows = store.newestFirst().stream().map(MailRow::of).toList();
        return Map.of("mails", rows, "accepted", store.accepted(), "tenant", tenant);
    }

    private void mail(RoutingContext request) {
        requested(request)
                .ifPresentOrElse(mail -> page(request, "mail.ftlh", Map.of("mail", MailView.of(mail))), () -> {
                    request.response().setStatusCode(404);
                    page(request, "missing.ftlh", Map.of());
                });
    }

    private void body(RoutingContext request) {
        requested(request)
                .filter(mail -> mail.message().body().isHtml())
                .ifPresentOrElse(
                        mail -> guarded(request, MAIL_POLICY)
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .end(mail.message().body().content()),
                        () -> notThere(request));
    }

    private void source(RoutingContext request) {
        requested(request)
                .ifPresentOrElse(
                        mail -> guarded(request, DOWNLOAD_POLICY)
                                .putHeader("Content-Type", "text/plain; charset=utf-8")
                                .end(mail.source().text()),
                        () -> notThere(request));
    }

    private void attachment(RoutingContext request) {
        requested(request)
                .flatMap(mail -> item(mail.message().attachments(), request.pathParam("index")))
                .ifPresentOrElse(attachment -> download(request, attachment), () -> notThere(request));
    }

    private static void notThere(RoutingContext request) {
        guarded(request, DOWNLOAD_POLICY)
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("There is no such thing here.\n");
    }

    private static void download(RoutingContext request, MailAttachment attachment) {
        // The type is the sender's word: only a plain media type goes into a header.
        String type = MEDIA_TYPE.matcher(attachment.contentType()).matches()
                ? attachment.contentType()
                : "application/octet-stream";
        String name =
                URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8).replace("+", "%20");
        guarded(request, DOWNLOAD_POLICY)
                .putHeader("Content-Type", type)
                .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .end(Buffer.buffer(attachment.content()));
    }

    private Optional<AcceptedMail> requested(RoutingContext request) {
        return number(request.pathParam("id")).flatMap(store::find);
    }

    private static <T> Optional<T> item(List<T> items, String index) {
        return number(index).filter(i -> i >= 0 && i < items.size()).map(i -> items.get(i.intValue()));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private void page(RoutingContext request, String template, Map<String, ?> model) {
        guarded(request, PAGE_POLICY)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(templates.render(template, model));
    }

    private static HttpServerResponse guarded(RoutingContext request, String policy) {
        return request.response()
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store");
    }
}
