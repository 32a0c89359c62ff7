package io.github.camelgraphmail.mail;

import java.util.Arrays;
import java.util.List;

/** Reads Outlook categories: names with commas between them, or a collection or an array of such. */
final class Categories {

    private Categories() {}

    static List<String> read(MailField field) {
        return field.values()
                .flatMap(value -> Arrays.stream(value.line().split(",")))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
