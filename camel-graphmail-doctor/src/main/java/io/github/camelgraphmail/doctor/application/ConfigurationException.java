package io.github.camelgraphmail.doctor.application;

/** The application's properties, or what the doctor was asked for, make no sense. The message says which and what to do. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
