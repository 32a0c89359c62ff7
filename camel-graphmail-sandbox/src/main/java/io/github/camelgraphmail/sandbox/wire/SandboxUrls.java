package io.github.camelgraphmail.sandbox.wire;

import java.net.URI;

/** Where a running sandbox is reached: the same services on both. */
public record SandboxUrls(URI http, URI https) {

    static SandboxUrls of(String host, int httpPort, int httpsPort) {
        return new SandboxUrls(
                URI.create("http://" + host + ":" + httpPort), URI.create("https://" + host + ":" + httpsPort));
    }
}
