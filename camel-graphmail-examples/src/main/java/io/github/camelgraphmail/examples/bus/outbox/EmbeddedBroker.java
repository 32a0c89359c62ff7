package io.github.camelgraphmail.examples.bus.outbox;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ActiveMQ Artemis in this process, with its journal on disk. What was put is there after a power failure; what does not
 * fit into memory is on disk alone, large messages each in a file.
 */
public final class EmbeddedBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int DUPLICATE_IDS = 100_000;
    private static final long BYTES_IN_MEMORY = 64L * 1024 * 1024;
    private static final long LOCK_MILLIS = 5_000;
    private static final long REDELIVERY_MILLIS = 2_000;
    private static final String ALL = "#";
    private static final String BUS = "bus";
    private static final String OTHERS = "others";

    private final EmbeddedActiveMQ server;
    private final ConnectionFactory connections;

    private EmbeddedBroker(EmbeddedActiveMQ server, ConnectionFactory connections) {
        this.server = server;
        this.connections = connections;
    }

    /**
     * A way in for other processes, which may put messages into one queue and do nothing else.
     *
     * @param address host and port, such as {@code 127.0.0.1:61616}
     */
    public record Listener(String address, String user, String password, String queue) {}

    /**
     * Starts it.
     *
     * @param data the folder of its journal, which no other process uses
     * @param queues that are to be there
     * @param lost the one of them for messages that expire
     * @param listener empty where no other process may connect
     * @param maxDiskUsage in per cent of the disk; past it nothing more is taken in until there is room
     * @throws IllegalStateException when it does not start, as where another process has the folder
     */
    public static EmbeddedBroker start(
            Path data, List<String> queues, String lost, Optional<Listener> listener, int maxDiskUsage) {
        int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        String password = UUID.randomUUID().toString();
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        try {
            Configuration configuration =
                    configuration(data, queues, lost, number).setMaxDiskUsage(maxDiskUsage);
            if (listener.isPresent()) {
                let(listener.get(), configuration);
            }
            server.setConfiguration(configuration);
            server.setSecurityManager(
                    new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users(password, listener)));
            server.start();
            if (!server.getActiveMQServer().waitForActivation(LOCK_MILLIS, TimeUnit.MILLISECONDS)) {
                server.stop();
                throw new IllegalStateException("its journal is locked");
            }
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The broker does not start in " + data + ": " + e.getMessage()
                            + ". Does another process use this folder (bus.data), or the port of bus.broker.listen?",
                    e);
        }
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://" + number, BUS, password);
        // A consumer that waits for Graph must not sit on messages that another one could send.
        connections.setConsumerWindowSize(0);
        return new EmbeddedBroker(server, connections);
    }

    private static Configuration configuration(Path data, List<String> queues, String lost, int number)
            throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("mail-bus")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large-messages").toString())
                .setJournalLockAcquisitionTimeout(LOCK_MILLIS)
                .setIDCacheSize(DUPLICATE_IDS)
                .setGlobalMaxSize(BYTES_IN_MEMORY)
                .setJMXManagementEnabled(false)
                .putSecurityRoles(ALL, Set.of(everything()))
                .addAcceptorConfiguration("bus", "vm://" + number)
                .addAddressSetting(
                        ALL,
                        new AddressSettings()
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                                .setDeadLetterAddress(SimpleString.of(lost))
                                .setExpiryAddress(SimpleString.of(lost))
                                .setMaxDeliveryAttempts(-1)
                                .setRedeliveryDelay(REDELIVERY_MILLIS)
                                .setAutoCreateQueues(false)
                                .setAutoCreateAddresses(false));
        for (String queue : queues) {
            configuration.addAddressConfiguration(new CoreAddressConfiguration()
                    .setName(queue)
                    .addRoutingType(RoutingType.ANYCAST)
                    .addQueueConfig(QueueConfiguration.of(queue)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(true)));
        }
        return configuration;
    }

    private static void let(Listener in, Configuration configuration) throws Exception {
        configuration
                .addAcceptorConfiguration("others", "tcp://" + in.address() + "?protocols=CORE")
                .putSecurityRoles(in.queue(), Set.of(everything(), sending()));
    }

    private static SecurityConfiguration users(String password, Optional<Listener> listener) {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(BUS, password);
        users.addRole(BUS, BUS);
        listener.ifPresent(in -> {
            users.addUser(in.user(), in.password());
            users.addRole(in.user(), OTHERS);
        });
        return users;
    }

    private static Role everything() {
        return new Role(BUS, true, true, true, true, true, true, true, true, true, true, false, false);
    }

    private static Role sending() {
        return new Role(OTHERS, true, false, false, false, false, false, false, false, false, false, false, false);
    }

    @Override
    public ConnectionFactory connections() {
        return connections;
    }

    @Override
    public List<String> queues() {
        return List.of(server.getActiveMQServer().getActiveMQServerControl().getQueueNames());
    }

    @Override
    public BrokerView view(ConnectionFactory shared) {
        return new EmbeddedBrokerView(server.getActiveMQServer());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The broker did not stop well; its journal is as good as after a crash: {}", e.toString());
        }
    }
}
