package io.github.camelgraphmail.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelgraphmail.sandbox.core.content.ContentFiles;
import io.github.camelgraphmail.sandbox.core.search.MailQuery;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailStoreTest {

    private final MailStore store = new MailStore(new StoreLimits(3, Long.MAX_VALUE), new ContentFiles());

    @Test
    void keepsTheNewestMailsWithinItsCapacity() {
        for (int i = 1; i <= 5; i++) {
            store.add(MailStoreTest::mail);
        }

        assertThat(store.all()).extracting(AcceptedMail::id).containsExactly(3L, 4L, 5L);
        assertThat(store.newestFirst()).extracting(AcceptedMail::id).containsExactly(5L, 4L, 3L);
        assertThat(store.accepted()).isEqualTo(5);
        assertThat(store.find(1)).isEmpty();
        assertThat(store.find(4)).isPresent();
    }

    @Test
    void numbersMailsOnAfterItWasCleared() {
        store.add(MailStoreTest::mail);
        store.clear();

        assertThat(store.add(MailStoreTest::mail).id()).isEqualTo(2);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void letsTheOldestGoWhenTheyTakeTooMuchMemory() {
        MailStore small = new MailStore(new StoreLimits(100, 10_000), new ContentFiles());
        for (int i = 1; i <= 10; i++) {
            small.add(id -> TestMails.text(id, "Large", "x".repeat(1_000)));
        }

        assertThat(small.all()).extracting(AcceptedMail::id).containsExactly(7L, 8L, 9L, 10L);

        small.add(id -> TestMails.text(id, "Too large for all of it", "x".repeat(100_000)));
        assertThat(small.all()).extracting(AcceptedMail::id).containsExactly(11L);
    }

    @Test
    void answersAPageOfWhatWasFoundNewestFirst() {
        MailStore many = new MailStore(new StoreLimits(1_000, Long.MAX_VALUE), new ContentFiles());
        for (int i = 1; i <= 250; i++) {
            String subject = i % 2 == 0 ? "even" : "odd";
            many.add(id -> TestMails.text(id, subject, "Text " + id));
        }

        MailSlice slice = many.search(MailQuery.read("subject:even"), 50, 50);

        assertThat(slice.mails()).hasSize(50);
        assertThat(slice.mails().get(0).mail().id()).isEqualTo(150);
        assertThat(slice.mails().get(0).beginning()).isEqualTo("Text 150");
        assertThat(slice.before()).isEqualTo(50);
        assertThat(slice.found()).isEqualTo(125);
        assertThat(slice.kept()).isEqualTo(250);
        // A page past the end is the last one: mails may have gone since it was there.
        assertThat(many.search(MailQuery.read("subject:even"), 9_000, 50).before())
                .isEqualTo(100);
        assertThat(many.search(MailQuery.read("nothing"), 50, 50).mails()).isEmpty();
    }

    @Test
    void knowsTheNeighboursOfAMailAmongThoseFound() {
        store.add(id -> TestMails.text(id, "a", ""));
        store.add(id -> TestMails.text(id, "b", ""));
        store.add(id -> TestMails.text(id, "a", ""));

        assertThat(store.neighbours(MailQuery.ALL, 2))
                .isEqualTo(new MailNeighbours(OptionalLong.of(3), OptionalLong.of(1)));
        assertThat(store.neighbours(MailQuery.read("subject:a"), 3))
                .isEqualTo(new MailNeighbours(OptionalLong.empty(), OptionalLong.of(1)));
    }

    @Test
    void countsWhatNobodyHasOpened() {
        store.add(MailStoreTest::mail);
        store.add(MailStoreTest::mail);
        store.markRead(1, true);
        store.markRead(1, true);
        assertThat(store.unread()).isEqualTo(1);
        assertThat(store.findListed(1))
                .hasValueSatisfying(mail -> assertThat(mail.read()).isTrue());

        store.markRead(1, false);
        assertThat(store.unread()).isEqualTo(2);
        store.remove(1);
        assertThat(store.unread()).isEqualTo(1);
        store.markAllRead(MailQuery.ALL);
        assertThat(store.unread()).isZero();
    }

    @Test
    void removesThoseFoundAlone() {
        store.add(id -> TestMails.text(id, "keep", ""));
        store.add(id -> TestMails.text(id, "go", ""));

        store.removeAll(MailQuery.read("subject:go"));

        assertThat(store.all()).extracting(AcceptedMail::subject).containsExactly("keep");
        assertThat(store.remove(2)).isFalse();
    }

    @Test
    void tellsOfEachChange() {
        AtomicInteger changes = new AtomicInteger();
        store.listen(changes::incrementAndGet);

        store.add(MailStoreTest::mail);
        store.markRead(1, true);
        store.markRead(1, true);
        store.remove(1);
        store.remove(1);

        assertThat(changes).hasValue(3);
    }

    private static AcceptedMail mail(long id) {
        return TestMails.text(id, "Subject " + id, "");
    }
}
