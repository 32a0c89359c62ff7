package io.github.camelgraphmail.examples.bus.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A bus in another process, by JMX without a port: only its own user can reach it. */
final class RunningBus implements AutoCloseable {

    private static final String NAME = "org.apache.camel:type=services,name=ManagedDeadLetters*,*";

    private final JMXConnector connector;

    private RunningBus(JMXConnector connector) {
        this.connector = connector;
    }

    static RunningBus of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                return new RunningBus(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IOException(
                    "No bus can be reached under process " + pid + " (" + e.getMessage()
                            + "). It has to run, as the user of this command and with the same /tmp.",
                    e);
        }
    }

    Object call(String operation, Object... arguments) throws IOException, JMException {
        Set<ObjectName> names = connector.getMBeanServerConnection().queryNames(new ObjectName(NAME), null);
        if (names.isEmpty()) {
            throw new IOException("The process is no bus, or has not started yet");
        }
        String[] types = Arrays.stream(arguments)
                .map(argument -> argument.getClass().getName())
                .toArray(String[]::new);
        return connector.getMBeanServerConnection().invoke(names.iterator().next(), operation, arguments, types);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
