package io.github.camelgraphmail.benchmarks.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What needs what, read from the text that {@code dependency:tree} writes with {@code verbose}: there every dependency stands
 * below everything that has it, and its own stand below one of these places.
 */
final class DependencyTree {

    private static final int INDENT = 3;
    private static final Pattern LINE = Pattern.compile("((?:[|\\\\+ ][ -]{2})*)\\(?[\\w.-]+:([\\w.-]+):jar:.*");

    private final Map<String, Set<String>> needs = new HashMap<>();

    /** @param lines of the file */
    static DependencyTree read(List<String> lines) {
        DependencyTree tree = new DependencyTree();
        List<String> above = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int depth = matcher.group(1).length() / INDENT;
            String artifact = matcher.group(2);
            above.subList(depth, above.size()).clear();
            if (depth > 0) {
                tree.needs
                        .computeIfAbsent(above.get(depth - 1), name -> new LinkedHashSet<>())
                        .add(artifact);
            }
            above.add(artifact);
        }
        return tree;
    }

    /** These and all they need, by artifact id. */
    Set<String> closure(String... artifacts) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(artifacts));
        while (!open.isEmpty()) {
            String artifact = open.poll();
            if (found.add(artifact)) {
                open.addAll(needs.getOrDefault(artifact, Set.of()));
            }
        }
        return found;
    }
}
