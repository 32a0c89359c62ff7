package io.github.camelgraphmail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy that makes tunnels for those who log in. It leads addresses that are nowhere to real ones, so that a client that
 * goes past it gets nowhere.
 */
final class AuthenticatingProxy implements AutoCloseable {

    enum Scheme {
        BASIC,
        DIGEST
    }

    static final String USER = "erp";
    static final String PASSWORD = "proxy-password-0815";

    private static final String REALM = "company";
    private static final String NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c0";

    private final ServerSocket server;
    private final Scheme scheme;
    private final Map<String, Integer> ports;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    /** @param ports by the host and port that clients ask for, the port on this machine */
    AuthenticatingProxy(Scheme scheme, Map<String, Integer> ports) throws IOException {
        this.scheme = scheme;
        this.ports = ports;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What tunnels were made to. */
    List<String> tunnels() {
        return tunnels;
    }

    /** What was asked for without the right login. */
    List<String> refused() {
        return refused;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String[] requestLine = head.lines().findFirst().orElseThrow().split(" ");
                if (!isLoggedIn(head, requestLine[0], requestLine[1])) {
                    refused.add(requestLine[1]);
                    answer(out, "407 Proxy Authentication Required\r\nProxy-Authenticate: " + challenge());
                } else if (!requestLine[0].equals("CONNECT") || !ports.containsKey(requestLine[1])) {
                    answer(out, "502 Bad Gateway");
                } else {
                    tunnel(requestLine[1], client, in, out);
                    return;
                }
            }
        } catch (IOException broken) {
            // The client went away, as clients do.
        }
    }

    private void tunnel(String address, Socket client, InputStream in, OutputStream out) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), ports.get(address))) {
            tunnels.add(address);
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> {
                try (client;
                        target) {
                    in.transferTo(target.getOutputStream());
                } catch (IOException ended) {
                    // Either side may end a tunnel.
                }
            });
            target.getInputStream().transferTo(out);
        }
    }

    private static void answer(OutputStream out, String statusAndHeaders) throws IOException {
        out.write(
                ("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private String challenge() {
        return scheme == Scheme.BASIC
                ? "Basic realm=\"" + REALM + "\""
                : "Digest realm=\"" + REALM + "\", nonce=\"" + NONCE + "\", qop=\"auth\", algorithm=MD5";
    }

    private boolean isLoggedIn(String head, String method, String uri) {
        Matcher header = Pattern.compile("(?i)proxy-authorization: (.*)\r\n").matcher(head);
        if (!header.find()) {
            return false;
        }
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return scheme == Scheme.BASIC
                ? header.group(1).equals(basic)
                : value(header.group(1), "response").equals(digest(header.group(1), method, uri));
    }

    private static String digest(String header, String method, String uri) {
        return md5(md5(USER + ":" + REALM + ":" + PASSWORD) + ":" + NONCE + ":" + value(header, "nc") + ":"
                + value(header, "cnonce") + ":auth:" + md5(method + ":" + uri));
    }

    private static String value(String header, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(header);
        return value.find() ? value.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
