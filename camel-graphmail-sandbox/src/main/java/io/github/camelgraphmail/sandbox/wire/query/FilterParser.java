package io.github.camelgraphmail.sandbox.wire.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads {@code $filter} as far as it makes sense for messages: comparisons, {@code startswith}, {@code endswith} and
 * {@code contains}, {@code any} over a collection, joined by {@code and}, {@code or} and {@code not}. Texts compare without
 * regard to case, as in the service.
 *
 * @see <a href="https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part2-url-conventions.html">OData URL Conventions</a>
 */
final class FilterParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>'(?:[^']|'')*')|(?<word>[A-Za-z_@][\\w./@]*)|(?<literal>[-+\\d][\\w.:+-]*)|(?<sign>[(),:]))");

    private static final Map<String, IntPredicate> COMPARISONS = Map.of(
            "eq", order -> order == 0,
            "ne", order -> order != 0,
            "gt", order -> order > 0,
            "ge", order -> order >= 0,
            "lt", order -> order < 0,
            "le", order -> order <= 0);

    private static final Map<String, BiPredicate<String, String>> FUNCTIONS = Map.of(
            "startswith", String::startsWith,
            "endswith", String::endsWith,
            "contains", String::contains);

    private static final Set<String> PROPERTIES = Set.of(
            "id",
            "createdDateTime",
            "lastModifiedDateTime",
            "changeKey",
            "categories",
            "receivedDateTime",
            "sentDateTime",
            "hasAttachments",
            "internetMessageId",
            "subject",
            "bodyPreview",
            "importance",
            "parentFolderId",
            "conversationId",
            "isDeliveryReceiptRequested",
            "isReadReceiptRequested",
            "isRead",
            "isDraft",
            "webLink",
            "inferenceClassification",
            "body",
            "sender",
            "from",
            "toRecipients",
            "ccRecipients",
            "bccRecipients",
            "replyTo",
            "flag",
            "singleValueExtendedProperties");

    private final String filter;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private FilterParser(String filter) {
        this.filter = filter;
        Matcher matcher = TOKEN.matcher(filter);
        int end = 0;
        while (end < filter.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw wrong(end);
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    /** @throws IllegalArgumentException when it can't be read */
    static Predicate<JsonNode> parse(String filter) {
        FilterParser parser = new FilterParser(filter);
        Predicate<JsonNode> predicate = parser.either("");
        if (parser.next < parser.tokens.size()) {
            throw parser.wrong(parser.next);
        }
        return predicate;
    }

    /** @param variable that stands for an element of a collection; empty for the message */
    private Predicate<JsonNode> either(String variable) {
        Predicate<JsonNode> predicate = both(variable);
        while (takes("or")) {
            predicate = predicate.or(both(variable));
        }
        return predicate;
    }

    private Predicate<JsonNode> both(String variable) {
        Predicate<JsonNode> predicate = one(variable);
        while (takes("and")) {
            predicate = predicate.and(one(variable));
        }
        return predicate;
    }

    private Predicate<JsonNode> one(String variable) {
        if (takes("not")) {
            return one(variable).negate();
        }
        if (takes("(")) {
            Predicate<JsonNode> inner = either(variable);
            expect(")");
            return inner;
        }
        String word = take();
        BiPredicate<String, String> function = FUNCTIONS.get(word.toLowerCase(Locale.ROOT));
        if (function != null) {
            expect("(");
            Function<JsonNode, JsonNode> value = property(take(), variable);
            expect(",");
            String part = text(take()).toLowerCase(Locale.ROOT);
            expect(")");
            return message -> function.test(value.apply(message).asText().toLowerCase(Locale.ROOT), part);
        }
        if (word.toLowerCase(Locale.ROOT).endsWith("/any")) {
            return any(word.substring(0, word.length() - "/any".length()));
        }
        return comparison(property(word, variable));
    }

    private Predicate<JsonNode> any(String collection) {
        Function<JsonNode, JsonNode> values = property(collection, "");
        expect("(");
        String variable = take();
        expect(":");
        Predicate<JsonNode> inner = either(variable);
        expect(")");
        return message ->
                StreamSupport.stream(values.apply(message).spliterator(), false).anyMatch(inner);
    }

    private Predicate<JsonNode> comparison(Function<JsonNode, JsonNode> value) {
        IntPredicate comparison = COMPARISONS.get(take().toLowerCase(Locale.ROOT));
        if (comparison == null) {
            throw wrong(next - 1);
        }
        String literal = take();
        String wanted = literal.startsWith("'") ? text(literal) : literal;
        return message -> {
            JsonNode found = value.apply(message);
            boolean nothing = found.isMissingNode() || found.isNull();
            if (literal.equals("null") || nothing) {
                return comparison.test(literal.equals("null") && nothing ? 0 : 1);
            }
            return comparison.test(Integer.signum(found.asText().compareToIgnoreCase(wanted)));
        };
    }

    private Function<JsonNode, JsonNode> property(String path, String variable) {
        if (!variable.isEmpty()) {
            if (path.equals(variable)) {
                return element -> element;
            }
            if (!path.startsWith(variable + "/")) {
                throw wrong(next - 1);
            }
            String inner = path.substring(variable.length() + 1);
            return element -> Values.at(element, inner);
        }
        String first = path.split("/")[0];
        if (!PROPERTIES.contains(first)) {
            throw new IllegalArgumentException(
                    "Could not find a property named '" + first + "' on type 'microsoft.graph.message'.");
        }
        return message -> Values.at(message, path);
    }

    private String text(String literal) {
        if (!literal.startsWith("'")) {
            throw wrong(next - 1);
        }
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    private boolean takes(String token) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(token)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!takes(token)) {
            throw wrong(next);
        }
    }

    private String take() {
        if (next >= tokens.size()) {
            throw wrong(next);
        }
        return tokens.get(next++);
    }

    private IllegalArgumentException wrong(int position) {
        return new IllegalArgumentException("Syntax error at position " + position + " in '" + filter + "'.");
    }
}
