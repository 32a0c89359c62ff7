package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.ByDraft;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import io.github.camelgraphmail.mail.ComposedMail;
import io.github.camelgraphmail.mail.ContentSource;
import io.github.camelgraphmail.mail.MailAction;
import io.github.camelgraphmail.mail.MailAttachment;
import io.github.camelgraphmail.mail.MailBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryPlannerTest {

    /** Raw bytes that make 4 MB of Base64. */
    private static final int FULL = 3 * 1024 * 1024;

    private final DeliveryPlanner planner = new DeliveryPlanner(DeliveryMode.DIRECT);

    @Test
    void sendsWhatFitsDirectly() {
        assertThat(planner.plan(Mails.withText("small"), Optional.empty())).isInstanceOf(DirectJson.class);
        assertThat(planner.plan(Mails.withAttachments(FULL - 300), Optional.empty()))
                .isInstanceOf(DirectJson.class);
    }

    @Test
    void letsThroughExactlyWhatARequestHolds() throws IOException {
        long envelope = new MailJson().write(Mails.withText("")).length();
        String text = "x".repeat((int) (DeliveryPlanner.MAX_REQUEST_BYTES - envelope));

        assertThat(planner.plan(Mails.withText(text), Optional.empty())).isInstanceOf(DirectJson.class);
        assertThatThrownBy(() -> planner.plan(Mails.withText(text + "x"), Optional.empty()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("body: ")
                .hasMessageContaining("4194305")
                .hasMessageContaining("4194304");
    }

    @Test
    void namesTheLargestAttachment() {
        assertThatThrownBy(() -> planner.plan(Mails.withAttachments(10, FULL, 20), Optional.empty()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("attachment '1.bin': ");
        assertThatThrownBy(() -> planner.plan(Mails.withAttachments(FULL / 2, FULL / 2 + 10), Optional.empty()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("attachment '1.bin': ");
    }

    @Test
    void goesByADraftWhereOneRequestIsTooSmall() {
        DeliveryPlanner auto = new DeliveryPlanner(DeliveryMode.AUTO);

        assertThat(auto.plan(Mails.withText("small"), Optional.empty())).isInstanceOf(DirectJson.class);
        assertThat(auto.plan(Mails.withAttachments(FULL / 2, FULL), Optional.empty()))
                .isInstanceOfSatisfying(ByDraft.class, draft -> {
                    assertThat(draft.attachments()).hasSize(2);
                    assertThat(draft.message()).isInstanceOfSatisfying(DirectJson.class, message -> assertThat(
                                    message.mail().attachments())
                            .isEmpty());
                });
    }

    @Test
    void goesByADraftAlwaysWhereThatIsAskedFor() {
        assertThat(new DeliveryPlanner(DeliveryMode.DRAFT).plan(Mails.withText("small"), Optional.empty()))
                .isInstanceOf(ByDraft.class);
    }

    @Test
    void answersAMessageInOneRequestOnly() {
        MailAction answer = new MailAction.Respond(MailAction.Kind.REPLY, "id");

        assertThat(new DeliveryPlanner(DeliveryMode.DRAFT)
                        .plan(
                                Mails.with(
                                        answer,
                                        new MailBody(MailBody.TEXT, "x"),
                                        Optional.empty(),
                                        true,
                                        List.of(),
                                        List.of()),
                                Optional.empty()))
                .isInstanceOf(DirectJson.class);
        assertThatThrownBy(() -> new DeliveryPlanner(DeliveryMode.AUTO)
                        .plan(
                                Mails.with(
                                        answer,
                                        new MailBody(MailBody.TEXT, "x"),
                                        Optional.empty(),
                                        true,
                                        List.of(),
                                        Mails.withAttachments(2 * FULL).attachments()),
                                Optional.empty()))
                .isInstanceOf(InvalidMailException.class);
    }

    @Test
    void keepsToWhatAnAttachmentMayHave() {
        MailAttachment huge = new MailAttachment(
                "huge.bin",
                "application/octet-stream",
                new ContentSource.FileContent(Path.of("huge.bin"), 150L * 1024 * 1024 + 1),
                false,
                Optional.empty());

        assertThatThrownBy(() -> new DeliveryPlanner(DeliveryMode.AUTO)
                        .plan(Mails.with(new MailBody(MailBody.TEXT, ""), List.of(huge)), Optional.empty()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("attachment 'huge.bin': has 157286401 bytes, and Graph takes 157286400.");
        assertThatThrownBy(() -> new DeliveryPlanner(DeliveryMode.AUTO)
                        .plan(Mails.withText("x".repeat(5_000_000)), Optional.empty()))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("body: ");
    }

    @Test
    void takesAsADraftWhateverARequestHolds() {
        DeliveryPlanner draft = new DeliveryPlanner(DeliveryMode.DRAFT);

        for (int length = 698_000; length < 699_100; length += 10) {
            assertThat(draft.plan(Mails.withText("x".repeat(length)), Optional.empty()))
                    .isInstanceOf(ByDraft.class);
        }
    }

    /** The quick look at a mail's size must not find less than there is. */
    @Test
    void neverTakesAMailForSmallerThanItIs() {
        MailJson json = new MailJson();

        for (String text : List.of(
                "",
                "plain",
                "\u0000\u0001\u001f".repeat(500),
                "\u00e4\u20ac".repeat(300),
                "\ud83d\ude00".repeat(300))) {
            ComposedMail mail = Mails.withText(text);
            assertThat(json.mostWithoutContents(mail)).isGreaterThanOrEqualTo(json.sizeWithoutContents(mail));
        }
    }
}
