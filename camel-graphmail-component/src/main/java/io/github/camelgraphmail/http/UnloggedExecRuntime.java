package io.github.camelgraphmail.http;

import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.util.TimeValue;

/**
 * Keeps secrets out of the HTTP client's logs by exchanging them on a request's last step: the proxy's password, whose header
 * the client adds itself, also to the CONNECT request that nothing else sees; and paths that are secrets by themselves.
 */
final class UnloggedExecRuntime implements AsyncExecRuntime {

    /** Of a request's context: its path, where that is a secret. */
    static final String SECRET_PATH = UnloggedExecRuntime.class.getName() + ".path";

    private final AsyncExecRuntime runtime;

    UnloggedExecRuntime(AsyncExecRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Cancellable execute(String id, AsyncClientExchangeHandler exchangeHandler, HttpClientContext context) {
        return runtime.execute(
                id, new UnloggedExchange(exchangeHandler, request -> unlogged(request, context)), context);
    }

    private static HttpRequest unlogged(HttpRequest request, HttpClientContext context) {
        Header authorization = request.getFirstHeader(HttpHeaders.PROXY_AUTHORIZATION);
        if (authorization != null) {
            request.setHeader(new UnloggedHeader(authorization.getName(), authorization.getValue()));
        }
        boolean tunnel = Method.CONNECT.isSame(request.getMethod());
        return context.getAttribute(SECRET_PATH) instanceof String path && !tunnel
                ? new SecretPathRequest(request, path)
                : request;
    }

    @Override
    public boolean isEndpointAcquired() {
        return runtime.isEndpointAcquired();
    }

    @Override
    public Cancellable acquireEndpoint(
            String id,
            HttpRoute route,
            Object state,
            HttpClientContext context,
            FutureCallback<AsyncExecRuntime> callback) {
        return runtime.acquireEndpoint(id, route, state, context, callback);
    }

    @Override
    public void releaseEndpoint() {
        runtime.releaseEndpoint();
    }

    @Override
    public void discardEndpoint() {
        runtime.discardEndpoint();
    }

    @Override
    public boolean isEndpointConnected() {
        return runtime.isEndpointConnected();
    }

    @Override
    public Cancellable connectEndpoint(HttpClientContext context, FutureCallback<AsyncExecRuntime> callback) {
        return runtime.connectEndpoint(context, callback);
    }

    @Override
    public void disconnectEndpoint() {
        runtime.disconnectEndpoint();
    }

    @Override
    public void upgradeTls(HttpClientContext context) {
        runtime.upgradeTls(context);
    }

    @Override
    public void upgradeTls(HttpClientContext context, FutureCallback<AsyncExecRuntime> callback) {
        runtime.upgradeTls(context, callback);
    }

    @Override
    public EndpointInfo getEndpointInfo() {
        return runtime.getEndpointInfo();
    }

    @Override
    public boolean validateConnection() {
        return runtime.validateConnection();
    }

    @Override
    public void markConnectionReusable(Object state, TimeValue validityTime) {
        runtime.markConnectionReusable(state, validityTime);
    }

    @Override
    public void markConnectionNonReusable() {
        runtime.markConnectionNonReusable();
    }

    @Override
    public AsyncExecRuntime fork() {
        return new UnloggedExecRuntime(runtime.fork());
    }
}
