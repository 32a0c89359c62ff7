package io.github.camelgraphmail.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection with TLS that gathers what is written to it at a time. HttpCore writes frame by frame, and each write becomes a TLS
 * record of its own: three for a mail, with a cipher to set up for each. Whoever writes wants to be told when more can be written, and
 * that is when the connection encrypts what has been gathered. Safe for use by many threads, as connections are.
 */
final class GatheringSession implements IOSession {

    /**
     * What a record takes.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-5.1">RFC 8446, Record Layer</a>
     */
    private static final int RECORD = 16 * 1024;

    private final IOSession session;

    /** Is written to; guarded by the session's lock. */
    private final ByteBuffer gathered = ByteBuffer.allocate(RECORD);

    GatheringSession(IOSession session) {
        this.session = session;
    }

    /** The same connection; one that does not encrypt yet has nothing to gather for. */
    static IOSession around(IOSession session) {
        return session instanceof SSLIOSession ? new GatheringSession(session) : session;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        getLock().lock();
        try {
            if (session.getStatus() != Status.ACTIVE) {
                throw new ClosedChannelException();
            }
            if (bytes.remaining() > gathered.remaining()) {
                encrypt();
            }
            if (bytes.remaining() > gathered.remaining()) {
                return gathered.position() > 0 ? 0 : session.write(bytes);
            }
            int count = bytes.remaining();
            gathered.put(bytes);
            return count;
        } finally {
            getLock().unlock();
        }
    }

    /** What the session does not take stays, and the session says when it takes more: whoever has written it takes it for gone. */
    private void encrypt() throws IOException {
        getLock().lock();
        try {
            gathered.flip();
            try {
                while (gathered.hasRemaining() && session.write(gathered) > 0) {
                    // It takes a record at a time.
                }
            } finally {
                gathered.compact();
            }
            if (gathered.position() > 0) {
                session.setEvent(SelectionKey.OP_WRITE);
            }
        } finally {
            getLock().unlock();
        }
    }

    /** Knows when nothing more is written for now. */
    private record Writer(IOEventHandler handler, GatheringSession written) implements IOEventHandler {

        @Override
        public void outputReady(IOSession session) throws IOException {
            handler.outputReady(session);
            written.encrypt();
        }

        @Override
        public void connected(IOSession session) throws IOException {
            handler.connected(session);
        }

        @Override
        public void inputReady(IOSession session, ByteBuffer bytes) throws IOException {
            handler.inputReady(session, bytes);
        }

        @Override
        public void timeout(IOSession session, Timeout timeout) throws IOException {
            handler.timeout(session, timeout);
        }

        @Override
        public void exception(IOSession session, Exception cause) {
            handler.exception(session, cause);
        }

        @Override
        public void disconnected(IOSession session) {
            handler.disconnected(session);
        }
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        session.upgrade(new Writer(handler, this));
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    /** In good order with what was gathered, such as the word that the connection is about to close. */
    @Override
    public void close(CloseMode mode) {
        if (mode == CloseMode.GRACEFUL && session.getStatus() == Status.ACTIVE) {
            try {
                encrypt();
            } catch (IOException e) {
                session.close(CloseMode.IMMEDIATE);
                return;
            }
        }
        session.close(mode);
    }

    @Override
    public IOEventHandler getHandler() {
        return session.getHandler();
    }

    @Override
    public Lock getLock() {
        return session.getLock();
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        session.enqueue(command, priority);
    }

    @Override
    public boolean hasCommands() {
        return session.hasCommands();
    }

    @Override
    public Command poll() {
        return session.poll();
    }

    @Override
    public ByteChannel channel() {
        return session.channel();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return session.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return session.getLocalAddress();
    }

    @Override
    public int getEventMask() {
        return session.getEventMask();
    }

    @Override
    public void setEventMask(int operations) {
        session.setEventMask(operations);
    }

    @Override
    public void setEvent(int operation) {
        session.setEvent(operation);
    }

    @Override
    public void clearEvent(int operation) {
        session.clearEvent(operation);
    }

    @Override
    public Status getStatus() {
        return session.getStatus();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public Timeout getSocketTimeout() {
        return session.getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        session.setSocketTimeout(timeout);
    }

    @Override
    public long getLastReadTime() {
        return session.getLastReadTime();
    }

    @Override
    public long getLastWriteTime() {
        return session.getLastWriteTime();
    }

    @Override
    public long getLastEventTime() {
        return session.getLastEventTime();
    }

    @Override
    public void updateReadTime() {
        session.updateReadTime();
    }

    @Override
    public void updateWriteTime() {
        session.updateWriteTime();
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return session.read(bytes);
    }

    @Override
    public String getId() {
        return session.getId();
    }
}
