package io.github.camelgraphmail;

import io.github.camelgraphmail.delivery.Pace;
import io.github.camelgraphmail.scope.ProbePace;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends a mail for each of the keys that it reads from its input, many at a time, and prints the key of each that ended well.
 * Until it is given them it is ready and does nothing.
 */
final class KeySender {

    /** The first line that is printed: from now on mails are sent. */
    static final String STARTED = "started";

    /** Stands before the key of a mail that did not end well. */
    static final String FAILED = "failed ";

    /** How many mailboxes the keys of one chain are spread over. */
    static final int MAILBOXES = 4;

    private static final int IN_FLIGHT = 24;
    private static final Duration SETTLING = Duration.ofMillis(600);

    /** No mail takes so long: a process that hangs ends then, and the test with it. */
    private static final int LONGEST_WAIT_SECONDS = 60;

    private KeySender() {}

    /** A key names its mailbox: a letter for the chain, and a number. */
    static String mailbox(String key) {
        return key.charAt(0) + "" + Integer.parseInt(key.substring(1)) % MAILBOXES + "@contoso.com";
    }

    /** @param args address, tenant id, client id and client secret of a sandbox */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            addComponent(context, args);
            String[] keys = new Scanner(System.in).nextLine().split(" ");
            context.start();
            System.out.println(STARTED);
            sendAll(List.of(keys), context.createProducerTemplate());
        }
    }

    private static void addComponent(DefaultCamelContext context, String[] args) {
        GraphMailComponent component = new GraphMailComponent(
                new Pace(Duration.ofMillis(50), Duration.ofMillis(500), SETTLING), ProbePace.DEFAULT);
        GraphMailConfiguration configuration = component.getConfiguration();
        configuration.setAuthorityHost(args[0]);
        configuration.setGraphEndpoint(args[0]);
        configuration.setTenantId(args[1]);
        configuration.setClientId(args[2]);
        configuration.setClientSecret(args[3]);
        context.addComponent("graphmail", component);
    }

    private static String endpoint(String mailbox) {
        return "graphmail:" + mailbox + "?to=ops@contoso.com";
    }

    private static void sendAll(List<String> keys, ProducerTemplate template) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        for (String key : keys) {
            await(room, 1);
            template.asyncSend(endpoint(mailbox(key)), mail -> fill(mail, key))
                    .thenAccept(mail -> System.out.println(
                            mail.getException() == null ? key : FAILED + key + " " + mail.getException()))
                    .whenComplete((reported, failure) -> room.release());
        }
        await(room, IN_FLIGHT);
    }

    private static void await(Semaphore room, int mails) throws InterruptedException {
        if (!room.tryAcquire(mails, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            System.out.println(FAILED + "to end in time");
            Runtime.getRuntime().halt(1);
        }
    }

    private static void fill(Exchange mail, String key) {
        mail.getMessage().setHeader(GraphMailConstants.IDEMPOTENCY_KEY, key);
        mail.getMessage().setHeader(GraphMailConstants.SUBJECT, key);
        mail.getMessage().setBody("text");
        mail.getMessage(AttachmentMessage.class)
                .addAttachment("a.txt", new DataHandler(new ByteArrayDataSource(new byte[1000], "text/plain")));
    }
}
