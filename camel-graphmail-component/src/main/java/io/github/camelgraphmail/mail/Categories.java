package io.github.camelgraphmail.mail;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads Outlook categories: a collection or an array of names, or a text with commas between them. */
final class Categories {

    private Categories() {}

    static List<String> read(MailField field) {
        return names(field.value())
                .filter(Objects::nonNull)
                .map(name -> new MailField(field.name(), name).line().trim())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Stream<?> names(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.stream();
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array);
        }
        return Arrays.stream(value.toString().split(","));
    }
}
