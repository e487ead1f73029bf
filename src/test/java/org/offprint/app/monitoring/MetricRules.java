package org.offprint.app.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks metrics in the Prometheus text format against the rules of {@code promtool check metrics}. The rules come from
 * the package {@code promlint} in {@code prometheus/client_golang} 1.19.
 */
final class MetricRules {

    private static final Set<String> BASE_UNITS = Set.of(
            "amperes", "bytes", "celsius", "grams", "joules", "kelvin", "meters", "metres", "moles", "seconds",
            "volts");
    private static final Set<String> OTHER_UNITS = Set.of(
            "minutes",
            "hours",
            "days",
            "weeks",
            "kelvins",
            "fahrenheit",
            "rankine",
            "inches",
            "yards",
            "miles",
            "bits",
            "calories",
            "pounds",
            "ounces");
    private static final Pattern PREFIXED = Pattern.compile(
            "(pico|nano|micro|milli|centi|deci|deca|hecto|kilo|kibi|mega|mibi|giga|gibi|tera|tebi|peta|pebi)(.+)");
    private static final Set<String> ABBREVIATIONS =
            Set.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");
    private static final Pattern TYPE_IN_NAME = Pattern.compile("_(counter|gauge|histogram|summary|untyped)(_|$)");
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Z]");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([^ ]+)(?: (.*))?");
    private static final Pattern SAMPLE = Pattern.compile("([A-Za-z0-9_:]+)(?:\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9_]+)=\"(?:[^\"\\\\]|\\\\.)*\",?");

    private MetricRules() {}

    /** A metric family with its help text, type and labels. */
    private static final class Family {
        private String help = "";
        private String type = "untyped";
        private final Set<String> labels = new TreeSet<>();
    }

    private static Map<String, Family> families(String text) {
        Map<String, Family> families = new TreeMap<>();
        Family current = null;
        for (String line : text.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (comment.matches()) {
                current = families.computeIfAbsent(comment.group(2), name -> new Family());
                String value = comment.group(3) == null ? "" : comment.group(3).strip();
                if (comment.group(1).equals("HELP")) {
                    current.help = value;
                } else {
                    current.type = value;
                }
            } else if (sample.matches() && current != null) {
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    current.labels.add(label.group(1));
                }
            } else if (!line.isBlank()) {
                throw new AssertionError("The line is not in the Prometheus text format: " + line);
            }
        }
        return families;
    }

    /** Returns the names of all metric families of this text, in alphabetical order. */
    static Set<String> names(String text) {
        return families(text).keySet();
    }

    /** Returns one line for each violation, with the name of the metric and the message of promtool. */
    static List<String> violations(String text) {
        List<String> violations = new ArrayList<>();
        families(text).forEach((name, family) -> violations(name, family)
                .forEach(fault -> violations.add(name + " " + fault)));
        return violations;
    }

    private static List<String> violations(String name, Family family) {
        List<String> faults = new ArrayList<>();
        boolean isHistogram = family.type.equals("histogram");
        boolean isSummary = family.type.equals("summary");
        boolean isUntyped = family.type.equals("untyped");
        boolean isCounter = family.type.equals("counter");
        add(faults, family.help.isEmpty(), "no help text");
        for (String part : name.split("_")) {
            Matcher prefixed = PREFIXED.matcher(part);
            String unit = prefixed.matches() ? prefixed.group(2) : part;
            boolean isUnit = BASE_UNITS.contains(unit) || OTHER_UNITS.contains(unit);
            add(faults, isUnit && !BASE_UNITS.contains(part), "use a base unit instead of \"" + part + "\"");
            add(faults, ABBREVIATIONS.contains(part), "metric names should not contain abbreviated units");
        }
        boolean isTotal = name.endsWith("_total");
        add(faults, isCounter && !isTotal, "counter metrics should have \"_total\" suffix");
        add(faults, !isCounter && !isUntyped && isTotal, "non-counter metrics should not have \"_total\" suffix");
        if (!isUntyped) {
            add(faults, !isHistogram && name.endsWith("_bucket"), "should not have \"_bucket\" suffix");
            for (String suffix : List.of("_count", "_sum")) {
                add(
                        faults,
                        !isHistogram && !isSummary && name.endsWith(suffix),
                        "non-histogram and non-summary metrics should not have \"" + suffix + "\" suffix");
            }
            add(faults, !isHistogram && family.labels.contains("le"), "should not have \"le\" label");
            add(faults, !isSummary && family.labels.contains("quantile"), "should not have \"quantile\" label");
        }
        add(faults, TYPE_IN_NAME.matcher(name).find(), "metric name should not include its type");
        add(faults, name.contains(":"), "metric names should not contain ':'");
        add(
                faults,
                CAMEL_CASE.matcher(name + " " + String.join(" ", family.labels)).find(),
                "metric and label names should be written in 'snake_case' not 'camelCase'");
        return faults;
    }

    private static void add(List<String> faults, boolean isViolated, String fault) {
        if (isViolated) {
            faults.add(fault);
        }
    }
}
