package io.github.camelgraphmail.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailStoreTest {

    private final MailStore store = new MailStore(3);

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

    private static AcceptedMail mail(long id) {
        MailMessage message = new MailMessage(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "Subject " + id,
                new MailBody(MailBody.Type.TEXT, ""),
                "normal",
                false,
                false,
                List.of(),
                List.of(),
                List.of());
        ServicePrincipal app = new ServicePrincipal("client", "App", Set.of());
        return new AcceptedMail(
                id,
                Instant.EPOCH,
                "erp@contoso.com",
                app,
                message,
                true,
                RequestIds.forRequest(null),
                new MailSource.Json(""));
    }
}
