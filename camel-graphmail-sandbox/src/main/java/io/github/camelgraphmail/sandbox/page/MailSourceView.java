package io.github.camelgraphmail.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelgraphmail.sandbox.core.MailSource;
import java.util.Locale;

/**
 * The source of a mail, ready to be read.
 *
 * @param format {@code JSON} or {@code MIME}
 * @param shortened whether something of it was left out
 */
public record MailSourceView(String format, String text, boolean shortened) {

    static final MailSourceView NOT_SHOWN = new MailSourceView("", "", false);

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int LONG_VALUE = 4_000;
    private static final int LONG_TEXT = 200_000;

    static MailSourceView of(MailSource source) {
        if (source instanceof MailSource.Json json) {
            return ofJson(json.text());
        }
        return cut("MIME", source.text(), false);
    }

    private static MailSourceView ofJson(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            boolean shortened = shorten(read);
            return cut("JSON", JSON.writeValueAsString(read), shortened);
        } catch (JsonProcessingException notReadable) {
            return cut("JSON", text, false);
        }
    }

    private static MailSourceView cut(String format, String text, boolean shortened) {
        return text.length() <= LONG_TEXT
                ? new MailSourceView(format, text, shortened)
                : new MailSourceView(format, text.substring(0, LONG_TEXT) + "…", true);
    }

    private static boolean shorten(JsonNode node) {
        boolean shortened = false;
        if (node instanceof ObjectNode object) {
            for (String name : (Iterable<String>) object::fieldNames) {
                if (isLong(object.get(name))) {
                    object.set(name, shorter(object.get(name)));
                    shortened = true;
                } else {
                    shortened |= shorten(object.get(name));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (isLong(array.get(i))) {
                    array.set(i, shorter(array.get(i)));
                    shortened = true;
                } else {
                    shortened |= shorten(array.get(i));
                }
            }
        }
        return shortened;
    }

    private static boolean isLong(JsonNode value) {
        return value.isTextual() && value.textValue().length() > LONG_VALUE;
    }

    private static TextNode shorter(JsonNode value) {
        String text = value.textValue();
        return TextNode.valueOf(
                text.substring(0, 80) + String.format(Locale.ROOT, "… (%,d characters)", text.length()));
    }
}
