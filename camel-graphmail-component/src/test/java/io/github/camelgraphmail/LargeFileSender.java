package io.github.camelgraphmail;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends a file with one mail and prints what became of it, on the last line. */
final class LargeFileSender {

    private LargeFileSender() {}

    /** @param args address, tenant id, client id and client secret of a sandbox, and the file */
    public static void main(String[] args) throws Exception {
        Exception failure;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            GraphMailConfiguration configuration =
                    context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
            configuration.setAuthorityHost(args[0]);
            configuration.setGraphEndpoint(args[0]);
            configuration.setTenantId(args[1]);
            configuration.setClientId(args[2]);
            configuration.setClientSecret(args[3]);
            context.start();
            Exchange exchange = context.createProducerTemplate()
                    .request("graphmail:erp@contoso.com?to=ops@contoso.com", mail -> {
                        mail.getMessage().setBody("text");
                        mail.getMessage(AttachmentMessage.class)
                                .addAttachment("large.bin", new DataHandler(new FileDataSource(args[4])));
                    });
            failure = exchange.getException();
        }
        System.out.println(failure == null ? "sent" : failure.toString());
    }
}
