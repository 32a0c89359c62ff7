package io.github.camelgraphmail.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSession.Status;
import org.junit.jupiter.api.Test;

/** Writes to a connection, which is played by the test. */
class GatheringSessionTest {

    private static final int RECORD = 16 * 1024;

    private final Lock lock = new ReentrantLock();
    private final List<Integer> records = new ArrayList<>();
    private final ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    private final List<CloseMode> closed = new ArrayList<>();
    private final List<Integer> askedFor = new ArrayList<>();
    private Status status = Status.ACTIVE;
    private IOEventHandler handler;

    /** How many bytes the connection takes at a time. */
    private int most = RECORD;

    private final GatheringSession session = new GatheringSession(connection());

    @Test
    void makesOneRecordOfWhatIsWrittenAtATime() throws IOException {
        whenReady(() -> {
            write(bytes(9));
            write(bytes(1000));
            write(bytes(9));
            assertThat(records).isEmpty();
        });

        assertThat(records).containsExactly(1018);
    }

    @Test
    void fillsRecords() throws IOException {
        whenReady(() -> {
            for (int i = 0; i < 4; i++) {
                write(bytes(10_000));
            }
        });

        assertThat(records).containsExactly(10_000, 10_000, 10_000, 10_000);
    }

    @Test
    void passesOnWhatIsLargerThanARecord() throws IOException {
        whenReady(() -> {
            write(bytes(5));
            ByteBuffer large = ByteBuffer.wrap(bytes(RECORD + 1));
            assertThat(session.write(large)).isEqualTo(RECORD);
            assertThat(session.write(large)).isEqualTo(1);
        });

        assertThat(records).containsExactly(5, RECORD, 1);
    }

    @Test
    void takesNothingMoreThanItCanKeepWhileTheConnectionTakesNothing() throws IOException {
        most = 0;
        whenReady(() -> {
            write(bytes(RECORD - 10));
            assertThat(session.write(ByteBuffer.wrap(bytes(11)))).isZero();
            assertThat(session.write(ByteBuffer.wrap(bytes(RECORD * 2)))).isZero();
        });
        assertThat(records).isEmpty();

        most = RECORD;
        whenReady(() -> assertThat(session.write(ByteBuffer.wrap(bytes(11)))).isEqualTo(11));
        assertThat(encrypted.size()).isEqualTo(RECORD + 1);
    }

    /** As a TLS engine does that has to renew its keys first; whoever has written takes it all for gone. */
    @Test
    void asksToBeToldAgainWhereTheConnectionHasTakenNothing() throws IOException {
        most = 0;
        whenReady(() -> write(bytes(100)));
        assertThat(askedFor).containsExactly(SelectionKey.OP_WRITE);

        most = RECORD;
        whenReady(() -> {});
        assertThat(records).containsExactly(100);
        assertThat(askedFor).hasSize(1);
    }

    @Test
    void keepsAllBytesInOrderHoweverTheyComeAndGo() throws IOException {
        Random random = new Random(4711);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (int round = 0; round < 500; round++) {
            whenReady(() -> {
                for (int i = random.nextInt(6); i > 0; i--) {
                    most = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(RECORD);
                    byte[] bytes = new byte[random.nextInt(i % 2 == 0 ? 100 : 2 * RECORD)];
                    random.nextBytes(bytes);
                    written.write(bytes, 0, session.write(ByteBuffer.wrap(bytes)));
                }
            });
        }
        most = RECORD;
        whenReady(() -> {});

        assertThat(encrypted.toByteArray()).isEqualTo(written.toByteArray());
        assertThat(written.size()).isGreaterThan(100 * RECORD);
    }

    @Test
    void encryptsWhatWasGatheredBeforeItCloses() throws IOException {
        write(bytes(17));

        session.close();

        assertThat(records).containsExactly(17);
        assertThat(closed).containsExactly(CloseMode.GRACEFUL);
    }

    @Test
    void closesAtOnceWithoutAWord() throws IOException {
        write(bytes(17));

        session.close(CloseMode.IMMEDIATE);

        assertThat(records).isEmpty();
        assertThat(closed).containsExactly(CloseMode.IMMEDIATE);
    }

    @Test
    void takesNothingOnceItIsClosing() {
        status = Status.CLOSING;

        assertThatThrownBy(() -> session.write(ByteBuffer.wrap(bytes(1)))).isInstanceOf(ClosedChannelException.class);
        session.close();
        assertThat(closed).containsExactly(CloseMode.GRACEFUL);
    }

    private static byte[] bytes(int count) {
        return new byte[count];
    }

    private void write(byte[] bytes) throws IOException {
        assertThat(session.write(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
    }

    private interface Writing {

        void run() throws IOException;
    }

    /** As a connection does that can take something. */
    private void whenReady(Writing writing) throws IOException {
        session.upgrade((IOEventHandler) Proxy.newProxyInstance(
                IOEventHandler.class.getClassLoader(),
                new Class<?>[] {IOEventHandler.class},
                (proxy, method, values) -> {
                    assertThat(method.getName()).isEqualTo("outputReady");
                    writing.run();
                    return null;
                }));
        handler.outputReady(session);
    }

    private IOSession connection() {
        return (IOSession) Proxy.newProxyInstance(
                IOSession.class.getClassLoader(),
                new Class<?>[] {IOSession.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "getLock" -> lock;
                    case "getStatus" -> status;
                    case "write" -> encrypt((ByteBuffer) values[0]);
                    case "upgrade" -> handler = (IOEventHandler) values[0];
                    case "setEvent" -> askedFor.add((Integer) values[0]);
                    case "close" -> closed.add((CloseMode) values[0]);
                    default -> throw new AssertionError(method);
                });
    }

    private int encrypt(ByteBuffer bytes) {
        byte[] record = new byte[Math.min(bytes.remaining(), most)];
        bytes.get(record);
        if (record.length > 0) {
            records.add(record.length);
        }
        encrypted.writeBytes(record);
        return record.length;
    }
}
