package io.github.camelgraphmail.http;

import java.lang.StackWalker.Option;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.message.HttpRequestWrapper;

/**
 * A request whose path only the one learns that writes it to the connection. The HTTP client logs paths in several places,
 * and none of them can be told not to; if the writer ever changes its name, such requests fail rather than show.
 */
final class SecretPathRequest extends HttpRequestWrapper {

    private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private final String path;

    /** @param request with a path that may be seen */
    SecretPathRequest(HttpRequest request, String path) {
        super(request);
        this.path = path;
    }

    @Override
    public String getRequestUri() {
        return CALLERS.getCallerClass() == DefaultHttpRequestWriter.class ? path : super.getRequestUri();
    }
}
