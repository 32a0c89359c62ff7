package io.github.camelgraphmail.sandbox.wire.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query options of a request for messages: {@code $filter}, {@code $orderby}, {@code $top}, {@code $skip}, {@code $count},
 * {@code $select} and {@code $expand}.
 *
 * @see <a href="https://learn.microsoft.com/graph/query-parameters">Use query parameters to customize responses</a>
 */
public final class MessageQuery {

    private static final int DEFAULT_TOP = 10;
    private static final int MAX_TOP = 1000;

    /** What the service leaves out unless it is asked for. */
    private static final Set<String> ON_SELECT = Set.of("internetMessageHeaders");

    private static final Set<String> ON_EXPAND = Set.of("attachments", "singleValueExtendedProperties");

    /** What Mail.ReadBasic does not show. */
    private static final Set<String> NOT_BASIC =
            Set.of("body", "bodyPreview", "uniqueBody", "attachments", "singleValueExtendedProperties");

    private static final Pattern EXPANSION = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
    private static final Pattern BY_ID = Pattern.compile(
            "\\$filter\\s*=\\s*id\\s+eq\\s+'((?:[^']|'')*)'(?:\\s+or\\s+id\\s+eq\\s+'((?:[^']|'')*)')*\\s*");

    private final Optional<Predicate<JsonNode>> filter;
    private final Optional<Comparator<JsonNode>> order;
    private final int top;
    private final int skip;
    private final boolean count;
    private final Optional<Set<String>> select;
    private final Map<String, String> expand;

    private MessageQuery(
            Optional<Predicate<JsonNode>> filter,
            Optional<Comparator<JsonNode>> order,
            int top,
            int skip,
            boolean count,
            Optional<Set<String>> select,
            Map<String, String> expand) {
        this.filter = filter;
        this.order = order;
        this.top = top;
        this.skip = skip;
        this.count = count;
        this.select = select;
        this.expand = expand;
    }

    /**
     * @param parameters by name; others than those known here are left alone, as the service does
     * @throws IllegalArgumentException when one of them can't be read, with what it is
     */
    public static MessageQuery read(Map<String, String> parameters) {
        return new MessageQuery(
                Optional.ofNullable(parameters.get("$filter")).map(FilterParser::parse),
                Optional.ofNullable(parameters.get("$orderby")).map(MessageQuery::order),
                number(parameters, "$top", DEFAULT_TOP, MAX_TOP),
                number(parameters, "$skip", 0, Integer.MAX_VALUE),
                "true".equalsIgnoreCase(parameters.get("$count")),
                Optional.ofNullable(parameters.get("$select")).map(MessageQuery::names),
                expansions(parameters.getOrDefault("$expand", "")));
    }

    /** Whether a client wants to know how many messages there are. */
    public boolean wantsCount() {
        return count;
    }

    public int skip() {
        return skip;
    }

    public int top() {
        return top;
    }

    /** Whether it takes all messages as they stand. */
    public boolean takesAll() {
        return filter.isEmpty() && order.isEmpty();
    }

    /** Whether the attachments of messages are to be shown with them. */
    public boolean expandsAttachments() {
        return expand.containsKey("attachments");
    }

    /** The messages that pass, in order, all of them. */
    public List<ObjectNode> matching(Collection<ObjectNode> messages) {
        List<ObjectNode> passed = new ArrayList<>(
                messages.stream().filter(filter.orElse(message -> true)).toList());
        order.ifPresent(passed::sort);
        return passed;
    }

    /** A message with what is asked for of it alone. */
    public ObjectNode shown(ObjectNode message, boolean basic) {
        ObjectNode shown = message.deepCopy();
        Set<String> hidden = new HashSet<>(ON_SELECT);
        hidden.addAll(ON_EXPAND);
        select.ifPresent(hidden::removeAll);
        hidden.addAll(ON_EXPAND);
        hidden.removeAll(expand.keySet());
        if (basic) {
            hidden.addAll(NOT_BASIC);
        }
        shown.remove(hidden);
        select.ifPresent(names -> {
            Set<String> kept = new HashSet<>(names);
            kept.addAll(Set.of("id", "@odata.context", "@odata.etag"));
            kept.addAll(expand.keySet());
            shown.retain(kept);
        });
        expand.forEach((name, options) -> narrow(shown, name, options));
        return shown;
    }

    /** What is expanded may be filtered by id itself. */
    private static void narrow(ObjectNode message, String name, String options) {
        Matcher byId = BY_ID.matcher(options);
        if (message.get(name) instanceof ArrayNode values && byId.matches()) {
            Set<String> ids = Pattern.compile("'((?:[^']|'')*)'")
                    .matcher(options)
                    .results()
                    .map(id -> id.group(1).replace("''", "'"))
                    .collect(Collectors.toSet());
            for (int i = values.size() - 1; i >= 0; i--) {
                if (!ids.contains(values.get(i).path("id").asText())) {
                    values.remove(i);
                }
            }
            if (values.isEmpty()) {
                message.remove(name);
            }
        }
    }

    private static Comparator<JsonNode> order(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(part -> {
                    String[] words = part.split("\\s+");
                    Comparator<JsonNode> by = Comparator.comparing(
                            message -> Values.at(message, words[0]).asText().toLowerCase(Locale.ROOT));
                    if (words.length > 2
                            || words.length == 2 && !Set.of("asc", "desc").contains(words[1])) {
                        throw new IllegalArgumentException("$orderby: " + part);
                    }
                    return words.length == 2 && words[1].equals("desc") ? by.reversed() : by;
                })
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static int number(Map<String, String> parameters, String name, int usual, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "Invalid value '" + text + "' for " + name + " query option found. It has to be from 0 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /** By name, with the options in brackets. */
    private static Map<String, String> expansions(String text) {
        Map<String, String> expansions = new HashMap<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (char c : (text + ",").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                expansion(part.toString().strip(), expansions);
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return expansions;
    }

    private static void expansion(String part, Map<String, String> expansions) {
        if (part.isEmpty()) {
            return;
        }
        Matcher expansion = EXPANSION.matcher(part);
        if (!expansion.matches() || !ON_EXPAND.contains(expansion.group(1))) {
            throw new IllegalArgumentException("Could not find a property named '" + part
                    + "' on type 'microsoft.graph.message' that can be expanded here.");
        }
        expansions.put(
                expansion.group(1), Optional.ofNullable(expansion.group(2)).orElse(""));
    }
}
