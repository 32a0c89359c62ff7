package io.github.camelgraphmail.starter.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Mails what is posted to it. Without a tenant in its properties it sends to a sandbox that it starts. */
@SpringBootApplication
public class MailApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(MailApplication.class);
        application.addListeners(new SandboxWithoutTenant());
        application.run(args);
    }
}
