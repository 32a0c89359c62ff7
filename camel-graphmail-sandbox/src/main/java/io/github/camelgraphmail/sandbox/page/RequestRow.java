package io.github.camelgraphmail.sandbox.page;

import io.github.camelgraphmail.sandbox.core.LoggedRequest;
import java.util.Locale;

/**
 * A request, ready to be shown.
 *
 * @param status empty where no answer was sent
 * @param outcome {@code good}, {@code refused}, {@code failed} or {@code lost}, by its status
 */
public record RequestRow(
        String at,
        String method,
        String path,
        String status,
        String outcome,
        String app,
        String size,
        String took,
        String error,
        String fault,
        String requestId,
        String clientRequestId) {

    static RequestRow of(LoggedRequest request) {
        return new RequestRow(
                PageTime.toTheMillisecond(request.at()),
                request.method(),
                request.path(),
                request.status().map(String::valueOf).orElse(""),
                request.status().map(RequestRow::outcome).orElse("lost"),
                request.app().orElse(""),
                AttachmentView.humanSize(request.bytes()),
                String.format(Locale.ROOT, "%,.1f ms", request.took().toNanos() / 1e6),
                request.error().orElse(""),
                request.fault().orElse(""),
                request.ids().requestId(),
                request.ids().clientRequestId());
    }

    private static String outcome(int status) {
        return status < 400 ? "good" : status < 500 ? "refused" : "failed";
    }
}
