package io.github.camelgraphmail.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that an application made, as it ended.
 *
 * @param at when it came
 * @param path without secrets: the address of an upload session without its id
 * @param status of the answer; empty where none was sent
 * @param app the name of the application; empty where its token did not say
 * @param bytes the length of its body
 * @param error the code of an error in the answer
 * @param fault what was played
 * @param trace what it has in common with the other requests for the same mail
 */
public record LoggedRequest(
        Instant at,
        String method,
        String path,
        Optional<Integer> status,
        RequestIds ids,
        Optional<String> app,
        long bytes,
        Duration took,
        Optional<String> error,
        Optional<String> fault,
        Optional<String> trace) {}
