package io.github.camelgraphmail.examples.bus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Where settings stand besides files of properties: in variables of the environment, and in folders with a file for each (Kubernetes,
 * systemd). camel-main reads both; this fills in what it leaves out.
 */
final class SettingSources extends MainListenerSupport {

    private static final String FOLDERS = "camel.main.cloud-properties-location";
    private static final String OPTION = "camel.component.graphmail.";
    private static final String OPTION_VARIABLE = "CAMEL_COMPONENT_GRAPHMAIL_";

    private final Map<String, String> environment;

    SettingSources(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        PropertiesComponent settings =
                (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
        settings.resolveProperty(FOLDERS).ifPresent(SettingSources::requireFolders);
        endWithoutLineBreak(settings.getOverrideProperties());
        environment.forEach((variable, value) -> {
            if (variable.startsWith(OPTION_VARIABLE)) {
                settings.addOverrideProperty(option(variable), value);
            }
        });
    }

    /** camel-main passes over those that are not there, and the settings in them would be missed later or never. */
    private static void requireFolders(String folders) {
        for (String folder : folders.split(",")) {
            if (!Files.isDirectory(Path.of(folder))) {
                throw new IllegalArgumentException(
                        FOLDERS + ": '" + folder + "' is no folder. Mount it, or take it out of the setting.");
            }
        }
    }

    /** Editors and {@code echo} end a file with one, which is no part of a password. */
    private static void endWithoutLineBreak(Properties mounted) {
        for (String name : mounted.stringPropertyNames()) {
            mounted.setProperty(name, mounted.getProperty(name).replaceFirst("\\R\\z", ""));
        }
    }

    /** camel-main 4.18.0 means to read these, but compares their names with a prefix in small letters. */
    private static String option(String variable) {
        return OPTION
                + variable.substring(OPTION_VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }
}
