package io.github.camelgraphmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelgraphmail.InvalidMailException;
import io.github.camelgraphmail.delivery.DeliveryPlan.DirectJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeliveryPlannerTest {

    /** Raw bytes that make 4 MB of Base64. */
    private static final int FULL = 3 * 1024 * 1024;

    private final DeliveryPlanner planner = new DeliveryPlanner();

    @Test
    void sendsWhatFitsDirectly() {
        assertThat(planner.plan(Mails.withText("small"))).isInstanceOf(DirectJson.class);
        assertThat(planner.plan(Mails.withAttachments(FULL - 300))).isInstanceOf(DirectJson.class);
    }

    @Test
    void letsThroughExactlyWhatARequestHolds() throws IOException {
        int envelope = new MailJson().write(Mails.withText("")).length;
        String text = "x".repeat(DeliveryPlanner.MAX_REQUEST_BYTES - envelope);

        assertThat(planner.plan(Mails.withText(text))).isInstanceOf(DirectJson.class);
        assertThatThrownBy(() -> planner.plan(Mails.withText(text + "x")))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("body: ")
                .hasMessageContaining("4194305")
                .hasMessageContaining("4194304");
    }

    @Test
    void namesTheLargestAttachment() {
        assertThatThrownBy(() -> planner.plan(Mails.withAttachments(10, FULL, 20)))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("attachment '1.bin': ");
        assertThatThrownBy(() -> planner.plan(Mails.withAttachments(FULL / 2, FULL / 2 + 10)))
                .isInstanceOf(InvalidMailException.class)
                .hasMessageStartingWith("attachment '1.bin': ");
    }
}
