package io.github.camelgraphmail.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.net.PercentCodec;

/**
 * Where a request goes. Made once for a server and then extended for each request, which is less work than to read an address
 * each time.
 *
 * @param path with the query, encoded; never empty
 * @param secret whether whoever knows the path may use it, so that it belongs into no log
 */
public record HttpTarget(HttpHost host, String path, boolean secret) {

    /** @param address with a host */
    public static HttpTarget of(URI address) {
        return new HttpTarget(HttpHost.create(address), pathAndQuery(address), false);
    }

    /** An address whose path is a secret. @param address with a host */
    public static HttpTarget ofSecret(URI address) {
        return new HttpTarget(HttpHost.create(address), pathAndQuery(address), true);
    }

    private static String pathAndQuery(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /** A place below this one, which has no query. @param segments not encoded */
    public HttpTarget below(List<String> segments) {
        StringBuilder longer = new StringBuilder(path);
        for (String segment : segments) {
            longer.append('/')
                    .append(isPlain(segment) ? segment : PercentCodec.encode(segment, StandardCharsets.UTF_8));
        }
        return new HttpTarget(host, longer.toString(), secret);
    }

    /** As most segments are: there is nothing to encode. */
    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** The same place with a query. @param query encoded, without the question mark */
    public HttpTarget with(String query) {
        return new HttpTarget(host, path + "?" + query, secret);
    }

    boolean isSecure() {
        return URIScheme.HTTPS.same(host.getSchemeName());
    }

    /** The path that may be seen. */
    String shownPath() {
        return secret ? "/***" : path;
    }

    /** As an address, without a path that is a secret. */
    @Override
    public String toString() {
        return host.toURI() + shownPath();
    }
}
