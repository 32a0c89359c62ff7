package io.github.camelgraphmail.sandbox.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.sandbox.core.AcceptedMail;
import io.github.camelgraphmail.sandbox.core.MailBody;
import io.github.camelgraphmail.sandbox.core.MailItem;
import io.github.camelgraphmail.sandbox.core.MailItems;
import io.github.camelgraphmail.sandbox.core.MailStamp;
import io.github.camelgraphmail.sandbox.core.MailStore;
import io.github.camelgraphmail.sandbox.core.StoreLimits;
import io.github.camelgraphmail.sandbox.core.TestMails;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentFilesTest {

    private static final int LARGE = ContentFiles.THRESHOLD_BYTES;

    private final ContentFiles files = new ContentFiles();
    private final StoreLimits limits = new StoreLimits(2, Long.MAX_VALUE);
    private final MailStore store = new MailStore(limits, files);
    private final MailItems items = new MailItems(limits, Clock.systemUTC(), files);

    @AfterEach
    void end() {
        files.close();
    }

    @Test
    void putsWhatIsLargeIntoAFileAndKeepsWhatIsSmall() {
        AcceptedMail mail = accept(LARGE);
        AcceptedMail small = accept(LARGE - 1);

        assertThat(stored(mail)).isInstanceOf(FiledContent.class);
        assertThat(mail.message().attachments().get(0).content()).hasSize(LARGE);
        assertThat(stored(small)).isInstanceOf(HeldContent.class);
        assertThat(files.count()).isEqualTo(1);
    }

    @Test
    void deletesAFileWithItsMail() {
        AcceptedMail mail = accept(LARGE);
        Path file = ((FiledContent) stored(mail)).file();
        assertThat(file).exists();

        store.remove(mail.id());

        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> mail.message().attachments().get(0).content())
                .isInstanceOf(ContentGoneException.class)
                .hasMessageContaining("gone with its mail");
    }

    @Test
    void deletesTheFilesOfMailsThatFallOut() {
        accept(LARGE);
        accept(LARGE);
        accept(LARGE);

        assertThat(files.count()).isEqualTo(2);
        store.clear();
        assertThat(files.count()).isZero();
    }

    @Test
    void keepsAFileAsLongAsACopyOfTheMailStandsInAMailbox() {
        AcceptedMail mail = accept(LARGE);
        MailItem item =
                items.add("erp@contoso.com", MailItem.Folder.DRAFTS, mail.message(), mail.source(), MailStamp.NONE);
        MailItem sent = items.move(item, MailItem.Folder.SENT_ITEMS);
        assertThat(files.count()).isEqualTo(1);

        store.remove(mail.id());
        assertThat(sent.message().attachments().get(0).content()).hasSize(LARGE);

        items.remove(sent);
        assertThat(files.count()).isZero();
    }

    @Test
    void deletesAllAtTheEnd() {
        Path file = ((FiledContent) stored(accept(LARGE))).file();

        files.close();

        assertThat(file.getParent()).doesNotExist();
    }

    private AcceptedMail accept(int size) {
        return store.add(id -> TestMails.mail(
                id,
                "erp@contoso.com",
                "ops@contoso.com",
                "Files",
                new MailBody(MailBody.Type.TEXT, ""),
                TestMails.file("a.bin", size)));
    }

    private static Content stored(AcceptedMail mail) {
        return mail.message().attachments().get(0).stored();
    }
}
