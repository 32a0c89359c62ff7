package io.github.camelgraphmail.benchmarks.client;

import java.nio.file.Path;

/**
 * One large file to send, several times one after the other.
 *
 * @param bare whether HttpClient sends it with nothing around it, not a route
 * @param warmUps how many times do not count
 * @param times that count
 */
public record UploadPlan(boolean bare, ServerAccess server, Path file, int warmUps, int times) {}
