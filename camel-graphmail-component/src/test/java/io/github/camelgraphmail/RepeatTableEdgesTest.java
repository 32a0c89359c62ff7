package io.github.camelgraphmail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.camelgraphmail.RepeatMailbox.Seen;
import io.github.camelgraphmail.RepeatTable.Play;
import io.github.camelgraphmail.RepeatTable.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rows of the table leave open: how long to wait, and answers that say too little. */
class RepeatTableEdgesTest {

    private static final long LIMIT_SECONDS = 60;

    private RepeatTable table;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        table = new RepeatTable(folder);
    }

    @AfterEach
    void stop() throws Exception {
        table.close();
    }

    @Test
    void waitsAsLongAsAnUnavailableGraphAsks() throws Exception {
        Duration asked = Duration.ofSeconds(2);
        List<Play> plays = plays(
                RepeatRow.unavailable(asked),
                RepeatStep.CREATE,
                RepeatStep.ATTACH,
                RepeatStep.CREATE_SESSION,
                RepeatStep.RANGE,
                RepeatStep.SEND);

        for (Play play : plays) {
            assertThat(play.exchange().get(LIMIT_SECONDS, TimeUnit.SECONDS).getException())
                    .as(play.toString())
                    .isNull();
            List<Seen> requests = play.mailbox().requests();
            Seen refused = play.mailbox().requests(play.step().kind()).get(0);
            Seen next = requests.get(requests.indexOf(refused) + 1);
            assertThat(Duration.between(refused.at(), next.at()))
                    .as(play.toString())
                    .isGreaterThanOrEqualTo(asked);
        }
    }

    /** A success whose content is missing says as little as a lost answer. */
    @Test
    void looksOrRepeatsWhenTheContentOfASuccessIsMissing() throws Exception {
        RepeatRow row = RepeatRow.truncatedHead();

        for (Play play : plays(row, RepeatStep.CREATE, RepeatStep.CREATE_SESSION)) {
            assertThat(play.exchange().get(LIMIT_SECONDS, TimeUnit.SECONDS).getException())
                    .as(play.toString())
                    .isNull();
            assertThat(play.mailbox().counts())
                    .as(play.toString())
                    .isEqualTo(play.step().end(row).requests());
            assertThat(play.mailbox().sent()).isEqualTo(1);
        }
    }

    /** All at a time, since most of their time is waiting. */
    private List<Play> plays(RepeatRow row, RepeatStep... steps) throws Exception {
        List<Play> plays = new ArrayList<>();
        for (RepeatStep step : steps) {
            plays.add(table.play(row, step, Style.ASYNC));
        }
        return plays;
    }

    @ParameterizedTest
    @EnumSource(names = {"direct", "draft"})
    void givesUpInTimeOnAnEntraThatAsksForNoTimeAtAll(Delivery delivery) throws Exception {
        WireMockServer entra =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        entra.start();
        entra.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();

            CompletableFuture<Exchange> mail = context.createProducerTemplate()
                    .asyncSend(
                            "graphmail:erp@contoso.com?to=ops@contoso.com&retryTimeout=1000&delivery=" + delivery
                                    + "&tenantId=contoso.com&clientId=erp&clientSecret=s&graphEndpoint=http://localhost:1"
                                    + "&authorityHost=" + entra.baseUrl(),
                            exchange -> exchange.getMessage().setBody("text"));

            assertThat(mail.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(GraphUnavailableException.class);
        } finally {
            entra.stop();
        }
    }

    private enum Delivery {
        direct,
        draft
    }
}
