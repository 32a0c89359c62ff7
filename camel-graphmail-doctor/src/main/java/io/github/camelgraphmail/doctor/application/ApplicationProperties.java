package io.github.camelgraphmail.doctor.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;

/** What stands in the properties files of an application, as camel-main would read them. What a later file says wins. */
public final class ApplicationProperties {

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";

    private final Properties properties;

    private ApplicationProperties(Properties properties) {
        this.properties = properties;
    }

    /**
     * Reads files.
     *
     * @param sources paths, also with {@code file:} before them, or {@code classpath:} and the name of a resource. A folder has a file
     *     for each property, with its name, as camel-main reads those of {@code camel.main.cloud-properties-location}
     * @throws ConfigurationException when one can't be read
     */
    public static ApplicationProperties load(List<String> sources) {
        Properties properties = new Properties();
        for (String source : sources) {
            try {
                if (!source.startsWith(CLASSPATH) && Files.isDirectory(path(source))) {
                    properties.putAll(mounted(path(source)));
                    continue;
                }
                try (InputStream in = open(source)) {
                    properties.load(in);
                }
            } catch (IOException e) {
                throw new ConfigurationException("--config: " + source + " can't be read (" + e + ")");
            } catch (IllegalArgumentException e) {
                // Without the exception's message, which may quote the file.
                throw new ConfigurationException(
                        "--config: " + source + " is no properties file: it has a malformed \\uxxxx");
            }
        }
        return new ApplicationProperties(properties);
    }

    private static Path path(String source) {
        return Path.of(source.startsWith(FILE) ? source.substring(FILE.length()) : source);
    }

    /** Of the files that are mounted there; Kubernetes has the earlier ones in folders beside them. */
    private static Map<String, String> mounted(Path folder) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                properties.put(
                        file.getFileName().toString(), Files.readString(file).replaceFirst("\\R\\z", ""));
            }
        }
        return properties;
    }

    private static InputStream open(String source) throws IOException {
        if (!source.startsWith(CLASSPATH)) {
            return Files.newInputStream(path(source));
        }
        InputStream in = ApplicationProperties.class
                .getClassLoader()
                .getResourceAsStream(source.substring(CLASSPATH.length()).replaceFirst("^/", ""));
        if (in == null) {
            throw new IOException("it is not on the class path");
        }
        return in;
    }

    /**
     * What concerns a component: its own properties, those of TLS and vaults, and those that are not Camel's, which
     * placeholders may name. Without the rest, such as other components, which the doctor does not have.
     */
    Properties of(String component) {
        String own = prefix(component);
        Properties chosen = new Properties();
        properties.forEach((key, value) -> {
            String name = folded(key.toString());
            boolean concerns = name.startsWith(own)
                    || name.startsWith("camel.ssl.")
                    || name.startsWith("camel.vault.") && !name.endsWith("refreshenabled");
            if (concerns || !name.startsWith("camel.")) {
                chosen.put(key, value);
            }
        });
        return chosen;
    }

    /** Whether anything is said of a component. */
    boolean configures(String component) {
        return properties.stringPropertyNames().stream()
                .anyMatch(name -> folded(name).startsWith(prefix(component)));
    }

    /**
     * The value of an option of a component, with its placeholders resolved.
     *
     * @param option in camel case
     * @throws ConfigurationException when a placeholder can't be resolved
     */
    public Optional<String> option(String component, String option) {
        String wanted = prefix(component) + option.toLowerCase(Locale.ROOT);
        return properties.stringPropertyNames().stream()
                .filter(name -> folded(name)
                        .replace(prefix(component) + "configuration.", prefix(component))
                        .equals(wanted))
                .findFirst()
                .map(this::resolved);
    }

    /**
     * The value of any property, with its placeholders resolved.
     *
     * @throws ConfigurationException when it is not there or a placeholder can't be resolved
     */
    public String required(String asked, String name) {
        if (!properties.containsKey(name)) {
            throw new ConfigurationException(asked + ": there is no property " + name
                    + ". Properties that are not Camel's: " + String.join(", ", othersThanCamels()));
        }
        return resolved(name);
    }

    private Iterable<String> othersThanCamels() {
        TreeSet<String> names = new TreeSet<>(properties.stringPropertyNames());
        names.removeIf(name -> name.startsWith("camel."));
        return names.isEmpty() ? List.of("none") : names;
    }

    private String resolved(String name) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(properties);
            context.build();
            return context.resolvePropertyPlaceholders(
                    properties.getProperty(name).strip());
        } catch (IllegalArgumentException | IOException e) {
            throw new ConfigurationException(
                    name + ": its placeholder can't be resolved (" + secrets().hidden(e.getMessage()) + ")");
        }
    }

    /** The values that must not be shown. */
    Secrets secrets() {
        return Secrets.of(properties);
    }

    private static String prefix(String component) {
        return folded("camel.component." + component + ".");
    }

    /** Camel takes dashes and camel case alike. */
    private static String folded(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
