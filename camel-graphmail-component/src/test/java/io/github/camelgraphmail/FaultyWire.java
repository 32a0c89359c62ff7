package io.github.camelgraphmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The way to a server, which breaks once in a manner that only a socket can. The server has to close each connection after
 * its answer: then the number of a connection is the number of its request.
 */
final class FaultyWire implements AutoCloseable {

    /** What happens to the connection that is to break. */
    enum Fault {
        /** Nobody listens. */
        REFUSED,
        /** The server says no to the handshake. */
        TLS_REFUSED,
        /** The connection ends in the middle of the handshake. */
        TLS_CUT_OFF,
        /** It is reset when the first byte of the request is there; the server sees none of it. */
        RESET_BEFORE,
        /** It is reset when the server has answered. */
        RESET_AFTER,
        /** The answer ends within its first line. */
        TRUNCATED_LINE,
        /** The answer ends within a header, before the one with its length. */
        TRUNCATED_HEAD,
        /** The answer ends within its content. */
        TRUNCATED_CONTENT,
        /** Nothing arrives at either end. */
        STALLED_BEFORE,
        /** The server answers, and nothing of it arrives. */
        STALLED_AFTER
    }

    /** Fatal: handshake failure. */
    private static final byte[] TLS_ALERT = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28};

    private final Fault fault;
    private final int broken;
    private final int server;
    private final Executor threads;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private ServerSocket listener;
    private Socket place;
    private int accepted;
    private boolean played;

    /**
     * @param broken the number of the connection that breaks, counted from one
     * @param server the port of the server
     * @param threads runs two tasks for each connection and one more
     */
    FaultyWire(Fault fault, int broken, int server, Executor threads) throws IOException {
        this.fault = fault;
        this.broken = broken;
        this.server = server;
        this.threads = threads;
        if (fault == Fault.REFUSED && broken == 1) {
            occupy(0);
            port = place.getLocalPort();
        } else {
            listen(0);
            port = listener.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Whether it has broken. */
    synchronized boolean isPlayed() {
        return played;
    }

    private synchronized void listen(int atPort) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), atPort));
        ServerSocket current = listener;
        threads.execute(() -> accept(current));
    }

    /** On the thread that accepts: a listener that is waited on does not give up its port at once. */
    private synchronized void refuse() {
        try {
            listener.close();
            occupy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the port without listening, so that nobody else gets it. */
    private synchronized void occupy(int atPort) throws IOException {
        place = new Socket();
        // The port may still have the connection whose answer is to come.
        place.setReuseAddress(true);
        place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), atPort));
    }

    /** Says that a connection was refused: the next one is not. */
    synchronized void refused() throws IOException {
        if (place != null) {
            played = true;
            place.close();
            place = null;
            listen(port);
        }
    }

    private void accept(ServerSocket current) {
        while (!current.isClosed()) {
            try {
                Socket client = current.accept();
                open.add(client);
                boolean breaks = isBreaking();
                threads.execute(() -> serve(client, breaks));
            } catch (IOException closed) {
                // It listens no more.
            }
        }
    }

    private synchronized boolean isBreaking() {
        accepted++;
        if (fault == Fault.REFUSED) {
            // Before the answer that the next request follows.
            if (accepted == broken - 1) {
                refuse();
            }
            return false;
        }
        played |= accepted == broken;
        return accepted == broken;
    }

    private void serve(Socket client, boolean breaks) {
        try (client) {
            if (breaks) {
                breakOff(client);
            } else {
                relay(client, client.getOutputStream());
            }
        } catch (IOException ended) {
            // By either side.
        } finally {
            open.remove(client);
        }
    }

    private void breakOff(Socket client) throws IOException {
        switch (fault) {
            case TLS_REFUSED -> {
                // What stays unread when a socket is closed would throw the alert away.
                client.getInputStream().read(new byte[16_384]);
                client.getOutputStream().write(TLS_ALERT);
            }
            case TLS_CUT_OFF -> client.getInputStream().read();
            case RESET_BEFORE -> {
                client.getInputStream().read();
                client.setSoLinger(true, 0);
            }
            case RESET_AFTER -> {
                relay(client, OutputStream.nullOutputStream());
                client.setSoLinger(true, 0);
            }
            case TRUNCATED_LINE, TRUNCATED_HEAD, TRUNCATED_CONTENT -> {
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                relay(client, answer);
                client.getOutputStream().write(answer.toByteArray(), 0, length(answer.toString(ISO_8859_1)));
            }
            case STALLED_BEFORE -> untilItEnds(client);
            case STALLED_AFTER -> {
                relay(client, OutputStream.nullOutputStream());
                untilItEnds(client);
            }
            default -> throw new IllegalStateException("Not with an accepted connection: " + fault);
        }
    }

    /** How much of an answer arrives. */
    private int length(String answer) {
        String endOfLine = "\r\n";
        int head = answer.indexOf(endOfLine + endOfLine);
        return switch (fault) {
            case TRUNCATED_LINE -> "HTTP/1.1 2".length();
            case TRUNCATED_HEAD -> answer.indexOf("Content-Length") - endOfLine.length() - 1;
            default -> answer.length() - (answer.length() - head - 2 * endOfLine.length() + 1) / 2;
        };
    }

    /** Takes a request to the server and its answer, until the server closes, to the output. */
    private void relay(Socket client, OutputStream output) throws IOException {
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            open.add(upstream);
            threads.execute(() -> {
                try {
                    client.getInputStream().transferTo(upstream.getOutputStream());
                } catch (IOException ended) {
                    // By either side.
                }
            });
            upstream.getInputStream().transferTo(output);
            open.remove(upstream);
        }
    }

    /** The client gives up at some time. What it has written by then is thrown away. */
    private static void untilItEnds(Socket client) throws IOException {
        InputStream input = client.getInputStream();
        input.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public synchronized void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
        if (place != null) {
            place.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
