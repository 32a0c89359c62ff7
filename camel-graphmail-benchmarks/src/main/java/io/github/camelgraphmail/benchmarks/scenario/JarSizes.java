package io.github.camelgraphmail.benchmarks.scenario;

import io.github.camelgraphmail.benchmarks.report.Row;
import io.github.camelgraphmail.benchmarks.report.Section;
import io.github.camelgraphmail.benchmarks.report.Target.AtMost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an application of camel-core and camel-main grows by with the component.
 *
 * @param dependencies the file that the build has written them to
 */
public record JarSizes(Path dependencies) implements Scenario {

    private static final double MEGABYTE = 1024 * 1024;
    private static final int NAMED = 6;

    @Override
    public Section measure(Lab lab) throws IOException {
        DependencyTree tree = DependencyTree.read(Files.readAllLines(dependencies));
        Set<String> added = tree.closure("camel-graphmail-component");
        added.removeAll(tree.closure("camel-core", "camel-main"));
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String artifact : added) {
            sizes.put(artifact, Files.size(jar(artifact)));
        }
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        return new Section(
                "Jars that the component adds to camel-core and camel-main",
                List.of(Row.of("size", "MB", total / MEGABYTE, new AtMost(8))),
                List.of(sizes.size() + " jars; the largest: " + largest(sizes) + "."));
    }

    private static String largest(Map<String, Long> sizes) {
        return String.join(
                ", ",
                sizes.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(NAMED)
                        .map(size ->
                                String.format(Locale.ROOT, "%s %.1f MB", size.getKey(), size.getValue() / MEGABYTE))
                        .toList());
    }

    private static Path jar(String artifact) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            String name = path.getFileName().toString();
            if (name.matches(Pattern.quote(artifact) + "-\\d.*\\.jar")) {
                found.add(path);
            }
        }
        if (found.size() != 1) {
            throw new IOException("The class path should have one jar of " + artifact + ": " + found);
        }
        return found.get(0);
    }
}
