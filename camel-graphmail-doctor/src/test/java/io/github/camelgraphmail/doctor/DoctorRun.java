package io.github.camelgraphmail.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** What a run of the command came to. */
public record DoctorRun(int exitStatus, String out, String err) {

    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(out, e);
        }
    }

    /** The first check of an id in a document of {@code --json}. */
    public JsonNode check(String id) {
        return StreamSupport.stream(json().path("checks").spliterator(), false)
                .filter(check -> check.path("check").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No check " + id + " in " + out));
    }

    /** The line of the table that begins with a title, with the lines that it goes on in. */
    public String row(String title) {
        StringBuilder row = new StringBuilder();
        String[] lines = out.split("\n\n")[1].split("\n");
        for (String line : lines) {
            boolean begins = line.matches("  \\S.*");
            if (begins && !row.isEmpty()) {
                break;
            }
            if (begins && line.substring(4).startsWith(title) || !begins && !row.isEmpty()) {
                row.append(row.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        return row.toString();
    }
}
