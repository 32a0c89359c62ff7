package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailAttachment;
import io.github.camelgraphmail.sandbox.core.MailSource;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.content.Content;
import io.github.camelgraphmail.sandbox.core.content.FiledContent;
import io.github.camelgraphmail.sandbox.mime.MimeWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in mails, as it is: bodies for a frame, sources, attachments. All of it may be hostile, so each answer has a policy
 * under which nothing runs and nothing is asked for.
 */
final class MailFiles {

    private static final String BODY_POLICY =
            "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /** For a reader who has asked for what stands elsewhere, and for links: still without scripts, forms and frames. */
    private static final String REMOTE_BODY_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox;"
            + " default-src 'none'; img-src data: http: https:; media-src http: https:; font-src http: https: data:;"
            + " style-src 'unsafe-inline' http: https:; base-uri 'none'; frame-ancestors 'self'";

    private static final String FILE_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    /** The browser's viewer does not work in a sandbox; it has one of its own. */
    private static final String PDF_POLICY = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");
    private static final int MAX_INLINE_BYTES = 5 * 1024 * 1024;

    private final MailStore store;
    private final MimeWriter mime = new MimeWriter();

    MailFiles(MailStore store) {
        this.store = store;
    }

    void mount(Router router) {
        router.get("/mails/:id/body").blockingHandler(this::body, false);
        router.get("/mails/:id/source").handler(this::source);
        router.get("/mails/:id/eml").blockingHandler(this::eml, false);
        router.get("/mails/:id/attachments/:index").handler(request -> attachment(request, this::download));
        router.get("/mails/:id/attachments/:index/preview").handler(request -> attachment(request, this::preview));
    }

    private interface Show {

        void show(RoutingContext request, MailAttachment attachment);
    }

    private void body(RoutingContext request) {
        boolean remote = "1".equals(request.request().getParam("remote"));
        mail(request)
                .filter(mail -> mail.message().body().isHtml())
                .ifPresentOrElse(
                        mail -> PageGuard.guarded(request.response(), remote ? REMOTE_BODY_POLICY : BODY_POLICY)
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .end((remote ? "<!doctype html><base target=\"_blank\">" : "")
                                        + withInlineImages(mail)),
                        () -> notThere(request));
    }

    /** The body with the images that it has along in place of its references to them. */
    private static String withInlineImages(AcceptedMail mail) {
        String html = mail.message().body().content();
        for (MailAttachment attachment : mail.message().attachments()) {
            String contentId = attachment.contentId().orElse("");
            if (!contentId.isBlank() && html.contains("cid:" + contentId)) {
                Preview preview = Preview.of(attachment);
                if (preview.isImage() && attachment.size() <= MAX_INLINE_BYTES) {
                    html = html.replace(
                            "cid:" + contentId,
                            "data:" + preview.contentType() + ";base64,"
                                    + Base64.getEncoder().encodeToString(attachment.content()));
                }
            }
        }
        return html;
    }

    private void source(RoutingContext request) {
        mail(request)
                .ifPresentOrElse(
                        mail -> send(
                                PageGuard.guarded(request.response(), FILE_POLICY)
                                        .putHeader("Content-Type", "text/plain; charset=utf-8"),
                                mail.source().stored()),
                        () -> notThere(request));
    }

    private void eml(RoutingContext request) {
        mail(request).ifPresentOrElse(mail -> eml(request, mail), () -> notThere(request));
    }

    private void eml(RoutingContext request, AcceptedMail mail) {
        HttpServerResponse response = PageGuard.guarded(request.response(), FILE_POLICY)
                .putHeader("Content-Type", "message/rfc822")
                .putHeader("Content-Disposition", named("attachment", emlName(mail)));
        if (mail.source() instanceof MailSource.Mime source) {
            send(response, source.stored());
            return;
        }
        try {
            Path file = Files.createTempFile("graphmail-sandbox", ".eml");
            request.addEndHandler(ended -> file.toFile().delete());
            try (OutputStream out = Files.newOutputStream(file)) {
                mime.write(mail, out);
            }
            response.sendFile(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String emlName(AcceptedMail mail) {
        String subject =
                mail.subject().replaceAll("[\\p{Cntrl}\\s\\\\/:*?\"<>|]+", " ").strip();
        String brief = subject.length() > 80 ? subject.substring(0, 80).strip() : subject;
        return (brief.isEmpty() ? "mail " + mail.id() : brief) + ".eml";
    }

    private void attachment(RoutingContext request, Show show) {
        mail(request)
                .flatMap(mail -> item(mail.message().attachments(), request.pathParam("index")))
                .ifPresentOrElse(attachment -> show.show(request, attachment), () -> notThere(request));
    }

    private void download(RoutingContext request, MailAttachment attachment) {
        // The type is the sender's word: only a plain media type goes into a header.
        String type = MEDIA_TYPE.matcher(attachment.contentType()).matches()
                ? attachment.contentType()
                : "application/octet-stream";
        send(
                PageGuard.guarded(request.response(), FILE_POLICY)
                        .putHeader("Content-Type", type)
                        .putHeader("Content-Disposition", named("attachment", attachment.name())),
                attachment.stored());
    }

    private void preview(RoutingContext request, MailAttachment attachment) {
        Preview preview = Preview.of(attachment);
        if (!preview.isShown()) {
            notThere(request);
            return;
        }
        send(
                PageGuard.guarded(request.response(), preview.isPdf() ? PDF_POLICY : FILE_POLICY)
                        .putHeader("Content-Type", preview.contentType())
                        .putHeader("Content-Disposition", named("inline", attachment.name())),
                attachment.stored());
    }

    private static String named(String disposition, String name) {
        return disposition + "; filename*=UTF-8''" + MailPages.encoded(name);
    }

    private static void send(HttpServerResponse response, Content content) {
        if (content instanceof FiledContent filed) {
            response.sendFile(filed.file().toString());
            return;
        }
        try (InputStream bytes = content.open()) {
            response.end(Buffer.buffer(bytes.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void notThere(RoutingContext request) {
        PageGuard.guarded(request.response(), FILE_POLICY)
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("There is no such thing here.\n");
    }

    private Optional<AcceptedMail> mail(RoutingContext request) {
        return MailPages.number(request.pathParam("id")).flatMap(store::find);
    }

    private static <T> Optional<T> item(List<T> items, String index) {
        return MailPages.number(index).filter(i -> i < items.size()).map(i -> items.get(i.intValue()));
    }
}
