package io.github.camelgraphmail.examples.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.camelgraphmail.InvalidMailException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the sidecar of a dropped file, if it has one. */
public final class SidecarReader {

    public static final String SUFFIX = ".mail.yaml";

    private static final String YAML_TAGS = "tag:yaml.org,2002:";
    private static final long MAX_BYTES = 64 * 1024;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    /** @throws InvalidMailException naming the sidecar and what in it can't be read */
    Sidecar read(Path file) throws IOException {
        Path sidecar = file.resolveSibling(file.getFileName() + SUFFIX);
        if (!Files.exists(sidecar)) {
            return Sidecar.NONE;
        }
        String name = sidecar.getFileName().toString();
        if (Files.size(sidecar) > MAX_BYTES) {
            throw new InvalidMailException(
                    name, "has " + Files.size(sidecar) + " bytes.", "A sidecar holds a few lines of YAML.");
        }
        try {
            String text = Files.readString(sidecar);
            refuseTags(name, text);
            return Optional.ofNullable(yaml.readValue(text, Sidecar.class)).orElse(Sidecar.NONE);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidMailException(
                    name,
                    "'" + e.getPropertyName() + "' is no setting of a mail.",
                    "Use "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".",
                    e);
        } catch (JsonMappingException e) {
            throw new InvalidMailException(name, where(e) + e.getOriginalMessage() + ".", "Mend this line.", e);
        } catch (JsonProcessingException e) {
            throw new InvalidMailException(
                    name,
                    "is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse("") + ".",
                    "Write lines such as: subject: Invoice 4711",
                    e);
        }
    }

    /** They ask for something else than text and lists; nothing here would give it to them, but nobody means well with them. */
    private void refuseTags(String name, String text) throws IOException {
        try (YAMLParser parser = yaml.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.getTypeId() != null || parser.isCurrentAlias()) {
                    throw new InvalidMailException(
                            name,
                            "line " + parser.currentTokenLocation().getLineNr() + " has "
                                    + (parser.isCurrentAlias()
                                            ? "an alias, *" + parser.getText()
                                            : "a tag, !!"
                                                    + String.valueOf(parser.getTypeId())
                                                            .replace(YAML_TAGS, ""))
                                    + ".",
                            "Write text and lists alone.");
                }
            }
        }
    }

    private static String where(JsonMappingException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }
}
