package io.github.camelgraphmail.http;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds the failure inside the wrappers that completion stages put around it. */
public final class Failures {

    private Failures() {}

    /** The failure itself, as deep as it is wrapped. */
    public static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }
}
