package io.github.camelgraphmail.doctor.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelgraphmail.doctor.check.CheckResult;
import io.github.camelgraphmail.doctor.check.Findings;
import java.io.UncheckedIOException;
import java.util.Locale;

/** For programs: one document, of ASCII whatever the terminal has. Field names stay; new ones may come. */
public final class JsonReport {

    private final JsonMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final ObjectWriter writer = json.writerWithDefaultPrettyPrinter();

    public String of(Findings findings) {
        ObjectNode document = json.createObjectNode();
        document.put("outcome", findings.outcome().id());
        document.put("exitStatus", findings.outcome().exitStatus());
        document.put("application", findings.who());
        ArrayNode checks = document.putArray("checks");
        findings.results().forEach(result -> checks.add(check(result)));
        return text(document);
    }

    /** For an examination that could not begin. */
    public String ofError(String message, int exitStatus) {
        ObjectNode document = json.createObjectNode();
        document.put("outcome", "error");
        document.put("exitStatus", exitStatus);
        document.put("error", message);
        return text(document);
    }

    private ObjectNode check(CheckResult result) {
        ObjectNode check = json.createObjectNode();
        check.put("check", result.check().id());
        check.put("mailbox", result.subject().orElse(null));
        check.put("status", result.status().name().toLowerCase(Locale.ROOT));
        check.put("observed", result.observed());
        check.put("httpStatus", result.httpStatus() == 0 ? null : result.httpStatus());
        check.put("code", result.code().orElse(null));
        result.advice()
                .ifPresentOrElse(
                        advice -> {
                            ObjectNode node = check.putObject("advice");
                            node.put("text", advice.text());
                            node.put(
                                    "shell",
                                    advice.commands().isEmpty()
                                            ? null
                                            : advice.shell().id());
                            ArrayNode commands = node.putArray("commands");
                            advice.commands().lines().forEach(commands::add);
                        },
                        () -> check.putNull("advice"));
        return check;
    }

    private String text(ObjectNode document) {
        try {
            return writer.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
