package io.github.camelgraphmail;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends one mail as the machine's managed identity and prints what became of it, on the last line. */
final class ManagedIdentitySender {

    private ManagedIdentitySender() {}

    /** @param args Graph's address and the client id of a user-assigned identity or nothing */
    public static void main(String[] args) throws Exception {
        Exception failure;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            GraphMailConfiguration configuration =
                    context.getComponent("graphmail", GraphMailComponent.class).getConfiguration();
            configuration.setGraphEndpoint(args[0]);
            configuration.setCredentialType("managed-identity");
            configuration.setManagedIdentityClientId(args[1]);
            configuration.setRetryTimeout(0);
            context.start();
            Exchange exchange = context.createProducerTemplate()
                    .request("graphmail:erp@contoso.com?to=ops@contoso.com", mail -> mail.getMessage()
                            .setBody("text"));
            failure = exchange.getException();
        }
        System.out.println(failure == null ? "sent" : failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
}
